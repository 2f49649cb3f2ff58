#include "simulator/rpc/application.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <ctime>

#include "simulator/addons/base/credentials.h"
#include "simulator/orm/environment.h"
#include "simulator/orm/fault.h"
#include "simulator/rpc/json2.h"
#include "simulator/rpc/jsonrpc.h"
#include "simulator/rpc/pages.h"
#include "simulator/rpc/routes.h"

namespace paridoo::rpc {

namespace {

using orm::Fault;
using orm::FaultKind;
using orm::Value;

// Since 19.0 a header may name the database.
std::string database_of_header(const Exchange& exchange) {
  const std::string name(header(exchange.request.headers, "X-Odoo-Database"));
  const auto series = exchange.services.databases.series_of(name).value_or(exchange.services.series);
  return series >= orm::Series::v19 ? name : std::string();
}

std::string only_database(const Exchange& exchange) {
  const std::vector<std::string> all = exchange.services.databases.names();
  return all.size() == 1 ? all.front() : std::string();
}

// The database of a request: that of its session if there still is one, else the one that a header names, else the only
// one, else none. False if session and header contradict each other.
bool choose_database(Exchange& exchange) {
  Session& session = exchange.session;
  service::Databases& databases = exchange.services.databases;
  const std::string named = database_of_header(exchange);
  if (!session.database.empty() && databases.contains(session.database)) {
    exchange.database = session.database;
    return named.empty() || named == session.database;
  }
  exchange.stateless = !named.empty();
  exchange.database = named.empty() ? only_database(exchange) : databases.contains(named) ? named : std::string();
  if (!session.database.empty()) session = Session{.id = session.id};  // logged in to a database that is gone
  session.database = exchange.database;
  return true;
}

std::string session_cookie(const Session& session) {
  const std::time_t expires = std::time(nullptr) + std::time_t{365} * 24 * 3600;
  return fmt::format("session_id={}; Expires={:%a, %d %b %Y %H:%M:%S} GMT; Max-Age={}; HttpOnly; Path=/", session.id,
                     fmt::gmtime(expires), SessionStore::lifetime.count());
}

// Keeps the session and sends its cookie, if the route does so at all and there is something new to tell.
void save_session(Exchange& exchange, SessionStore& sessions) {
  const bool changed = exchange.session.changed;
  sessions.keep(exchange.session, exchange.series);
  if (changed || cookie(exchange.request, "session_id") != exchange.session.id)
    exchange.headers.push_back({"Set-Cookie", session_cookie(exchange.session)});
}

HttpResponse finished(HttpResponse response, Exchange& exchange, const Route& route, SessionStore& sessions) {
  if (route.keeps_session && !exchange.stateless) save_session(exchange, sessions);
  response.headers.insert(response.headers.end(), exchange.headers.begin(), exchange.headers.end());
  response.headers.push_back({"X-Content-Type-Options", "nosniff"});
  return response;
}

// A session ends when its user's password changes, or the user goes.
void end_stale_session(Exchange& exchange) {
  Session& session = exchange.session;
  const auto database = exchange.services.databases.open(exchange.database);
  const Value stamp = database->run(
      session.uid, {}, [&](const orm::Env& env) -> Value { return addons::base::login_stamp(env, session.uid); });
  if (!stamp || stamp.text() != session.stamp) session = Session{.id = session.id, .database = exchange.database};
}

void require_user(Exchange& exchange) {
  if (exchange.session.uid) end_stale_session(exchange);
  if (!exchange.session.uid) throw Fault(FaultKind::session_expired, "Session expired");
}

// A request without an id yet has the id null: that is how it is answered until its body has been read.
HttpResponse serve_json(Exchange& exchange, const Route& route, SessionStore& sessions) {
  JsonRpcRequest request;
  try {
    if (route.precheck) route.precheck(exchange);
    if (route.audience == Audience::users) require_user(exchange);
    try {
      request = parse_jsonrpc(json_body(exchange));
    } catch (const Fault& fault) {
      if (fault.kind() == FaultKind::json_decode_error) return error_page(400, "Invalid JSON data");
      if (fault.kind() == FaultKind::bad_request) return error_page(400, fault.what());
      throw;
    }
    const Value result = route.json(exchange, named_parameters(std::move(request.params)));
    return finished(jsonrpc_result(request.id, result), exchange, route, sessions);
  } catch (const Fault& fault) {
    return jsonrpc_error(request.id, fault, exchange.series);
  }
}

HttpResponse serve_json2(Exchange& exchange, const Route& route, SessionStore& sessions) {
  if (!is_json2(exchange.request)) return not_json(exchange.request, exchange.series);
  return finished(json2_response(exchange, route.json2), exchange, route, sessions);
}

// A page: what a Fault comes to is a page of its own, or the way to the login.
HttpResponse serve_http(Exchange& exchange, const Route& route, SessionStore& sessions) {
  try {
    if (route.audience == Audience::users) require_user(exchange);
    return finished(route.http(exchange), exchange, route, sessions);
  } catch (const Fault& fault) {
    return finished(fault_page(exchange.request, fault, exchange.series), exchange, route, sessions);
  }
}

bool takes(const Route& route, std::string_view method) {
  return route.method.empty() || route.method == method || method == "OPTIONS";
}

}  // namespace

void follow_series_of(Exchange& exchange, const std::string& database) {
  if (const auto series = exchange.services.databases.series_of(database)) exchange.series = *series;
}

HttpResponse internal_error(const HttpRequest& request, std::string_view what) {
  spdlog::error("{} {}: {}", request.method, request.path, what);
  return plain_response(
      500,
      fmt::format("Paridoo failed: {}\nThis is a bug of the simulator, not an answer that Odoo would give.\n", what));
}

HttpResponse Application::serve(const HttpRequest& request) {
  if (request.body.size() > body_bytes_max) return error_page(413, "The body is too large.");
  Exchange exchange{.request = request, .services = services_, .series = services_.series};
  exchange.session = sessions_.get(cookie(request, "session_id"));
  if (!choose_database(exchange))
    return error_page(403, "The session belongs to another database than the header X-Odoo-Database names.");
  follow_series_of(exchange, exchange.database);
  const auto found = match(request.path, exchange.series);
  if (!found || (exchange.database.empty() && found->route->needs_database()))
    return error_page(404, "Nothing is served at this address.");
  const Route& route = *found->route;
  if (!takes(route, request.method)) return method_not_allowed(std::string(route.method) + ", OPTIONS");
  exchange.tail = found->tail;
  if (route.type == RouteType::http) return serve_http(exchange, route, sessions_);
  if (route.type == RouteType::json2) return serve_json2(exchange, route, sessions_);
  if (!is_json(request)) return not_json(request, exchange.series);
  return serve_json(exchange, route, sessions_);
}

HttpResponse Application::handle(const HttpRequest& request) {
  try {
    return serve(request);
  } catch (const std::exception& error) {
    return internal_error(request, error.what());
  }
}

}  // namespace paridoo::rpc
