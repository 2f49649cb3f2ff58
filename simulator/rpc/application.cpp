#include "simulator/rpc/application.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <ctime>

#include "simulator/addons/base/credentials.h"
#include "simulator/orm/environment.h"
#include "simulator/orm/fault.h"
#include "simulator/rpc/jsonrpc.h"
#include "simulator/rpc/routes.h"

namespace paridoo::rpc {

namespace {

using orm::Fault;
using orm::FaultKind;
using orm::Value;

// The database of a request: that of its session if there still is one, else the only one, else none.
void choose_database(Exchange& exchange) {
  Session& session = exchange.session;
  if (!session.database.empty() && exchange.services.databases.contains(session.database)) {
    exchange.database = session.database;
    return;
  }
  const std::vector<std::string> all = exchange.services.databases.names();
  exchange.database = all.size() == 1 ? all.front() : std::string();
  if (!session.database.empty()) session = Session{.id = session.id};  // logged in to a database that is gone
  session.database = exchange.database;
}

std::string session_cookie(const Session& session) {
  const std::time_t expires = std::time(nullptr) + std::time_t{365} * 24 * 3600;
  return fmt::format("session_id={}; Expires={:%a, %d %b %Y %H:%M:%S} GMT; Max-Age={}; HttpOnly; Path=/", session.id,
                     fmt::gmtime(expires), SessionStore::lifetime.count());
}

// Keeps the session and sends its cookie, if the route does so at all and there is something new to tell.
void save_session(Exchange& exchange, SessionStore& sessions) {
  const bool changed = exchange.session.changed;
  sessions.keep(exchange.session);
  if (changed || cookie(exchange.request, "session_id") != exchange.session.id)
    exchange.headers.push_back({"Set-Cookie", session_cookie(exchange.session)});
}

HttpResponse finished(HttpResponse response, Exchange& exchange, const Route& route, SessionStore& sessions) {
  if (route.keeps_session) save_session(exchange, sessions);
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
  const orm::Series series = exchange.services.series;
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
    const Value result = route.json(exchange, named_parameters(request.params));
    return finished(jsonrpc_result(request.id, result), exchange, route, sessions);
  } catch (const Fault& fault) {
    return jsonrpc_error(request.id, fault, series);
  }
}

bool takes(const Route& route, std::string_view method) {
  return route.method.empty() || route.method == method || method == "OPTIONS";
}

}  // namespace

HttpResponse internal_error(const HttpRequest& request, std::string_view what) {
  spdlog::error("{} {}: {}", request.method, request.path, what);
  return plain_response(
      500,
      fmt::format("Paridoo failed: {}\nThis is a bug of the simulator, not an answer that Odoo would give.\n", what));
}

HttpResponse Application::serve(const HttpRequest& request) {
  if (request.body.size() > body_bytes_max) return error_page(413, "The body is too large.");
  Exchange exchange{.request = request, .services = services_};
  exchange.session = sessions_.get(cookie(request, "session_id"));
  choose_database(exchange);
  const auto found = match(request.path, services_.series);
  if (!found || (exchange.database.empty() && found->route->audience == Audience::users))
    return error_page(404, "Nothing is served at this address.");
  const Route& route = *found->route;
  if (!takes(route, request.method)) return method_not_allowed(std::string(route.method) + ", OPTIONS");
  exchange.tail = found->tail;
  if (route.type == RouteType::http) return finished(route.http(exchange), exchange, route, sessions_);
  if (!is_json(request)) return not_json(request, services_.series);
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
