#include "src/api/application.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "src/api/errors.h"
#include "src/api/idempotent.h"
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
  response.headers.emplace("Access-Control-Expose-Headers", "X-Request-ID, Retry-After, Idempotency-Replayed");
}

HttpResponse preflight(const Methods& methods) {
  const auto allowed = fmt::format("{}", fmt::join(methods, ", "));
  return {.status = 204,
          .content_type = "",
          .headers = {{"Allow", allowed},
                      {"Access-Control-Allow-Methods", allowed},
                      {"Access-Control-Allow-Headers",
                       "Authorization, Content-Type, Idempotency-Key, X-API-KEY, X-SA-ID, X-Request-ID"},
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

// Who asks, as far as that can be told before anything is checked: enough to count requests by.
std::string_view caller_of(const HttpRequest& request) {
  for (const auto header : {request.header("Authorization"), request.header("X-API-KEY")}) {
    if (!header.empty()) return header;
  }
  return request.peer;
}

HttpResponse too_many(std::chrono::seconds wait, const std::string& request_id) {
  auto response = error_response({ErrorKind::too_many_requests, "Too many requests: slow down."}, request_id);
  response.headers["Retry-After"] = std::to_string(wait.count());
  return response;
}

// Odoo takes back what a call did that it refuses.
bool may_have_changed(const odoo::ObjectCall& call, const Result<odoo::Value>& answer) {
  return answer && !odoo::is_read_only(call.method);
}

HttpResponse response_of(Answer answer) {
  return {.status = answer.status, .headers = {}, .body = std::move(answer.body)};
}

}  // namespace

// A request on its way through.
struct Application::Asked {
  const HttpRequest& request;
  std::string request_id;
  std::chrono::steady_clock::time_point start;
  RouteMatch match = {};
};

namespace {

ApplicationOptions completed(ApplicationOptions options) {
  if (!options.idempotency) options.idempotency = *delivery::IdempotencyStore::open("");
  if (!options.metrics) options.metrics = std::make_shared<Metrics>();
  for (auto* rules : {&options.access.tokens, &options.access.customer_tokens}) {
    rules->verified = std::make_shared<governance::VerifiedTokens>();
  }
  return options;
}

}  // namespace

Application::Application(ApplicationOptions options)
    : options_(completed(std::move(options))),
      limiter_(std::make_shared<RateLimiter>(options_.requests_per_minute_max)) {}

Result<HttpResponse> Application::serve(Asked& asked) const {
  const auto& request = asked.request;
  const auto& route = *asked.match.route;
  const auto caller = governance::authorise(options_.access, route.access, credentials_of(request));
  if (!caller) return caller.error();
  const auto query = parse_query(route, request);
  if (!query) return query.error();
  const auto body = parse_body(route, request);
  if (!body) return body.error();
  const auto scope = enter(options_, asked.match, *caller, request.header("X-SA-ID"));
  if (!scope) return scope.error();
  bool changed = false;
  const auto watch = [&changed](const odoo::ObjectCall& done, const Result<odoo::Value>& answer, auto) {
    if (may_have_changed(done, answer)) changed = true;
  };
  // So that Odoo's own logs can be joined with ours.
  const auto odoo = options_.odoo.with_context({{"request_id", asked.request_id}}).with_observer(watch);
  const Call call{.odoo = odoo,
                  .caller = *caller,
                  .scope = *scope,
                  .ids = asked.match.ids,
                  .texts = asked.match.texts,
                  .query = *query,
                  .body = *body,
                  .request_id = asked.request_id};
  if (const auto key = request.header("Idempotency-Key"); route.method == Method::post && !key.empty()) {
    return carry_out_once(*options_.idempotency, route, call, request, changed);
  }
  auto answer = route.handler(call);
  if (!answer) return answer.error();
  return response_of(*std::move(answer));
}

Result<HttpResponse> Application::answer(Asked& asked) const {
  const auto& request = asked.request;
  if (request.body.size() > options_.body_bytes_max) {
    return Error{ErrorKind::payload_too_large,
                 fmt::format("The body has more than {} bytes.", options_.body_bytes_max)};
  }
  if (auto page = find_page(request, options_)) return *std::move(page);
  asked.match = find_route(request.method, request.path);
  if (asked.match.methods.empty()) return Error{ErrorKind::not_found, "There is nothing at this address."};
  if (request.method == "OPTIONS") return preflight(asked.match.methods);
  if (const auto wait = limiter_->take(caller_of(request)); wait.count() > 0) return too_many(wait, asked.request_id);
  if (!asked.match.route) return wrong_method(request, asked.match.methods, asked.request_id);
  return serve(asked);
}

// A bug of ours is no reason to stop serving, nor to show its inside.
Result<HttpResponse> Application::answer_guarded(Asked& asked) const {
  try {
    return answer(asked);
  } catch (const std::exception& bug) {
    return Error{.kind = ErrorKind::internal_error, .message = "This is our fault.", .detail = bug.what()};
  }
}

void Application::record(const Asked& asked, const HttpResponse& response, const Error* error) const {
  const auto elapsed =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - asked.start);
  const auto operation = asked.match.route ? asked.match.route->operation : std::string_view();
  options_.metrics->end_request({.operation = operation,
                                 .method = asked.request.method,
                                 .status = response.status,
                                 .code = error ? error_row(error->kind).code : std::string_view(),
                                 .replayed = response.headers.contains("Idempotency-Replayed"),
                                 .elapsed = elapsed});
  if (!options_.log) return;
  options_.log({.request_id = asked.request_id,
                .method = asked.request.method,
                .path = asked.request.path,
                .operation = operation,
                .status = response.status,
                .elapsed = elapsed,
                .error = error});
}

HttpResponse Application::handle(const HttpRequest& request) const {
  Asked asked{.request = request, .request_id = request_id_of(request), .start = std::chrono::steady_clock::now()};
  options_.metrics->begin_request();
  auto answered = answer_guarded(asked);
  auto response = answered ? *answered : error_response(answered.error(), asked.request_id);
  response.headers.emplace("X-Request-ID", asked.request_id);
  add_cors_headers(options_.allowed_origin, response);
  record(asked, response, answered ? nullptr : &answered.error());
  return response;
}

HttpResponse refusal(ErrorKind kind, std::string message) {
  const auto request_id = request_id_of({});
  auto response = error_response({kind, std::move(message)}, request_id);
  response.headers.emplace("X-Request-ID", request_id);
  return response;
}

}  // namespace paridoo::api
