#include <strings.h>

#include "simulator/addons/base/credentials.h"
#include "simulator/rpc/exception_text.h"
#include "simulator/rpc/fault_response.h"
#include "simulator/rpc/json.h"
#include "simulator/rpc/json2.h"
#include "simulator/service/serialization.h"

namespace paridoo::rpc {

namespace {

using orm::Dict;
using orm::Fault;
using orm::FaultKind;
using orm::List;
using orm::Value;

int status_of(const Fault& fault) {
  switch (fault.kind()) {
    case FaultKind::missing_error: return 404;
    case FaultKind::access_error:
    case FaultKind::access_denied:
    case FaultKind::session_expired: return 403;
    case FaultKind::redirect_warning: return 500;
    default: return orm::is_user_error(fault.kind()) ? 422 : 500;
  }
}

HttpResponse error_response(int status, const std::string& name, const Value& message, List arguments,
                            const std::string& debug) {
  return json_response(dump_json(Dict{{"name", name},
                                      {"message", message},
                                      {"arguments", std::move(arguments)},
                                      {"context", Dict{}},
                                      {"debug", debug}}),
                       status);
}

HttpResponse rendered(const HttpError& error) {
  const std::string last_line = error.name() + ": " + std::to_string(error.status()) + " " +
                                std::string(reason_phrase(error.status())) + ": " + error.what();
  HttpResponse response = error_response(error.status(), error.name(), error.what(), {error.what(), error.status()},
                                         "Traceback (most recent call last):\n" + last_line + "\n");
  if (error.status() == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}

std::string bearer_token(const HttpRequest& request) {
  constexpr std::string_view scheme = "bearer";
  const std::string_view given = header(request.headers, "Authorization");
  if (given.size() <= scheme.size() || strncasecmp(given.data(), scheme.data(), scheme.size()) != 0) return {};
  const std::size_t start = given.find_first_not_of(" \t", scheme.size());
  return start == scheme.size() || start == given.npos ? std::string() : std::string(given.substr(start));
}

HttpError unauthorized(const std::string& why) { return {401, "Unauthorized", why}; }

}  // namespace

HttpError json2_not_found(const std::string& description) { return {404, "NotFound", description}; }

bool is_json2(const HttpRequest& request) { return request.body.empty() || mimetype(request) == "application/json"; }

Dict json2_arguments(const HttpRequest& request) {
  if (request.body.empty()) return {};
  try {
    const Value body = parse_json(request.body);
    return body.is_dict() ? body.dict() : Dict();
  } catch (const Fault& fault) {
    if (fault.kind() != FaultKind::json_decode_error) throw;
    throw HttpError(400, "BadRequest", std::string("could not parse the body as json: ") + fault.what());
  }
}

orm::Id bearer(Exchange& exchange) {
  constexpr orm::Id superuser = 1;
  const std::string token = bearer_token(exchange.request);
  const orm::Id logged_in = exchange.session.uid;
  if (token.empty())
    throw unauthorized(logged_in
                           ? "An Authorization header is needed: a session alone does not do."
                           : "Nobody is logged in: send an API key as a bearer token in the Authorization header.");
  const Value owner =
      exchange.services.databases.open(exchange.database)->run(superuser, {}, [&](const orm::Env& env) -> Value {
        const auto uid = addons::base::api_key_owner(env, token);
        return uid ? Value(*uid) : Value();
      });
  if (owner.is_none()) throw unauthorized("Invalid apikey");
  if (logged_in && owner.integer() != logged_in)
    throw Fault(FaultKind::access_denied, "The API key is not that of the session's user.");
  exchange.stateless = true;
  return owner.integer();
}

HttpResponse json2_fault(const Fault& fault) {
  return error_response(status_of(fault), std::string(service::exception_name_of(fault)), message_of(fault),
                        fault.arguments(), traceback_of(fault));
}

HttpResponse json2_response(Exchange& exchange, Json2Endpoint endpoint) {
  try {
    return json_response(dump_json(endpoint(exchange)));
  } catch (const Fault& fault) {
    return json2_fault(fault);
  } catch (const HttpError& error) {
    return rendered(error);
  }
}

}  // namespace paridoo::rpc
