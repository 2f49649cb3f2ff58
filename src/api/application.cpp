#include "src/api/application.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "src/api/errors.h"
#include "src/api/pages.h"
#include "src/api/request_id.h"
#include "src/api/request_parsing.h"
#include "src/api/routes.h"
#include "src/governance/visibility.h"

namespace paridoo::api {

namespace {

using Methods = std::vector<std::string_view>;

void add_cors_headers(const std::string& origin, HttpResponse& response) {
  response.headers.emplace("Access-Control-Allow-Origin", origin);
  response.headers.emplace("Access-Control-Expose-Headers", "X-Request-ID, Retry-After");
}

HttpResponse preflight(const Methods& methods) {
  const auto allowed = fmt::format("{}", fmt::join(methods, ", "));
  return {.status = 204,
          .content_type = "",
          .headers = {{"Allow", allowed},
                      {"Access-Control-Allow-Methods", allowed},
                      {"Access-Control-Allow-Headers", "Authorization, Content-Type, X-API-KEY, X-SA-ID, X-Request-ID"},
                      {"Access-Control-Max-Age", "600"}},
          .body = ""};
}

HttpResponse wrong_method(const HttpRequest& request, const Methods& methods, const std::string& request_id) {
  const auto message = fmt::format("{} is not possible here.", request.method);
  auto response = error_response({ErrorKind::method_not_allowed, message}, request_id);
  response.headers.emplace("Allow", fmt::format("{}", fmt::join(methods, ", ")));
  return response;
}

governance::Credentials credentials_of(const HttpRequest& request) {
  return {.authorization = request.header("Authorization"),
          .api_key = request.header("X-API-KEY"),
          .account = request.header("X-SA-ID")};
}

// Refuses what this Odoo lacks the model for.
Result<void> check_served(const ApplicationOptions& options, const Route& route) {
  if (route.needs.empty()) return {};
  const auto there = options.governance.has_model(options.odoo, route.needs);
  if (!there) return there.error();
  if (*there) return {};
  return Error{ErrorKind::not_supported, fmt::format("This Odoo has no {}: it lacks an addon.", route.needs)};
}

// What the caller sees, once it is known that this is served and that it sees what the path names.
Result<governance::Scope> enter(const ApplicationOptions& options, const RouteMatch& match,
                                const governance::Identity& caller, std::string_view account) {
  if (auto served = check_served(options, *match.route); !served) return served.error();
  auto scope = options.governance.scope(options.odoo, caller, account);
  if (!scope || match.route->subject == Subject::none) return scope;
  const Id id = match.ids.find("id")->second;
  if (auto seen = governance::check_visible(options.odoo, *scope, match.route->subject, id); !seen) return seen.error();
  return scope;
}

Result<HttpResponse> serve(const ApplicationOptions& options, RouteMatch match, const HttpRequest& request,
                           const std::string& request_id) {
  const auto& route = *match.route;
  const auto caller = governance::authorise(options.access, route.access, credentials_of(request));
  if (!caller) return caller.error();
  const auto query = parse_query(route, request);
  if (!query) return query.error();
  const auto body = parse_body(route, request);
  if (!body) return body.error();
  const auto scope = enter(options, match, *caller, request.header("X-SA-ID"));
  if (!scope) return scope.error();
  auto answer = route.handler({.odoo = options.odoo,
                               .caller = *caller,
                               .scope = *scope,
                               .ids = std::move(match.ids),
                               .texts = std::move(match.texts),
                               .query = *query,
                               .body = *body,
                               .request_id = request_id});
  if (!answer) return answer.error();
  return HttpResponse{.status = answer->status, .headers = {}, .body = std::move(answer->body)};
}

}  // namespace

Result<HttpResponse> Application::answer(const HttpRequest& request, const std::string& request_id) const {
  if (request.body.size() > options_.body_bytes_max) {
    return Error{ErrorKind::payload_too_large,
                 fmt::format("The body has more than {} bytes.", options_.body_bytes_max)};
  }
  if (auto page = find_page(request)) return *std::move(page);
  auto match = find_route(request.method, request.path);
  if (match.methods.empty()) return Error{ErrorKind::not_found, "There is nothing at this address."};
  if (request.method == "OPTIONS") return preflight(match.methods);
  if (!match.route) return wrong_method(request, match.methods, request_id);
  return serve(options_, std::move(match), request, request_id);
}

// A bug of ours is no reason to stop serving, nor to show its inside.
Result<HttpResponse> Application::answer_guarded(const HttpRequest& request, const std::string& request_id) const {
  try {
    return answer(request, request_id);
  } catch (const std::exception& bug) {
    return Error{.kind = ErrorKind::internal_error, .message = "This is our fault.", .detail = bug.what()};
  }
}

HttpResponse Application::handle(const HttpRequest& request) const {
  const auto start = std::chrono::steady_clock::now();
  const auto request_id = request_id_of(request);
  auto answered = answer_guarded(request, request_id);
  auto response = answered ? *answered : error_response(answered.error(), request_id);
  response.headers.emplace("X-Request-ID", request_id);
  add_cors_headers(options_.allowed_origin, response);
  const auto elapsed = std::chrono::steady_clock::now() - start;
  if (options_.log) {
    options_.log({.request_id = request_id,
                  .method = request.method,
                  .path = request.path,
                  .status = response.status,
                  .elapsed = std::chrono::duration_cast<std::chrono::microseconds>(elapsed),
                  .error = answered ? nullptr : &answered.error()});
  }
  return response;
}

HttpResponse refusal(ErrorKind kind, std::string message) {
  const auto request_id = request_id_of({});
  auto response = error_response({kind, std::move(message)}, request_id);
  response.headers.emplace("X-Request-ID", request_id);
  return response;
}

}  // namespace paridoo::api
