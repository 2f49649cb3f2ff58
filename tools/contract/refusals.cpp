#include "tools/contract/refusals.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/api/routes.h"
#include "src/contract/schemas.h"
#include "tools/contract/bad_bodies.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

using api::Route;
using contract::Schemas;

constexpr odoo::Id nobody = 2147483646;  // the id of no record

// The route's path with ids put in.
std::string path_of(const Route& route) {
  std::string path(route.path);
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
    path.replace(open, path.find('}') - open + 1, std::to_string(nobody));
  }
  return path;
}

json schema_of(std::string_view name) { return Schemas::embedded().bundled("api/" + std::string(name) + ".json"); }

// A body that fits the route's schema: the last of its examples, which has most in it.
json good_body(const Route& route) {
  const auto examples = schema_of(route.body).value("examples", json::array());
  return examples.empty() ? json::object() : examples.back();
}

bool is_for_customers(const Route& route) { return route.access == api::Access::customer; }

// "Bearer ..." of somebody whom the route lets in; the agent of the suite where an agent will do.
std::string bearer(const Target& target, const Route& route, std::chrono::seconds validity = std::chrono::hours(1)) {
  const auto role = route.access == api::Access::staff ? governance::Role::staff : governance::Role::agent;
  const auto token =
      is_for_customers(route)
          ? governance::issue_customer_token(target.customer_tokens, nobody, validity)
          : governance::issue_token(target.tokens, {.employee = 7, .role = role, .accounts = {}}, validity);
  if (!token) throw std::runtime_error(token.error().message);
  return "Bearer " + *token;
}

class RefusalsOf {
 public:
  RefusalsOf(Recorder& recorder, const Route& route)
      : recorder_(recorder), route_(route), area_(fmt::format("{} {}", api::method_name(route.method), route.path)) {}

  Recorder& recorder() const { return recorder_; }
  const Target& target() const { return recorder_.target(); }

  void expect(const std::string& name, const ApiRequest& request, int status, const std::string& code,
              const std::string& pointer = {}) {
    recorder_.run(
        {.area = area_, .name = name, .contract = "error", .request = request, .expect = [&](const auto& reply) {
           expect_refusal(reply, status, code, pointer);
         }});
  }

  void token(const std::string& name, const std::string& authorization) {
    auto request = good_request(recorder_, route_);
    request.headers["Authorization"] = authorization;
    expect(name, request, 401, "unauthenticated");
  }

  void body(const std::string& name, const std::string& text, const std::string& code,
            const std::string& pointer = {}) {
    auto request = good_request(recorder_, route_);
    request.body = text;
    expect(name, request, 400, code, pointer);
  }

  void query(const std::string& name, const std::string& parameters, const std::string& pointer) {
    auto request = good_request(recorder_, route_);
    request.path += "?" + parameters;
    expect(name, request, 400, "invalid_request", pointer);
  }

 private:
  Recorder& recorder_;
  const Route& route_;
  std::string area_;
};

void refuse_tokens(RefusalsOf& refusals, const Route& route) {
  auto target = refusals.target();
  refusals.token("no token", "");
  refusals.token("another scheme", "Basic YWRtaW46YWRtaW4=");
  refusals.token("no JWT", "Bearer nonsense");
  refusals.token("an expired token", bearer(target, route, std::chrono::seconds(-10)));
  auto kind = route;
  kind.access = is_for_customers(route) ? api::Access::employee : api::Access::customer;
  refusals.token("a token of the other kind", bearer(target, kind));
  for (auto* rules : {&target.tokens, &target.customer_tokens}) rules->issuer = "somebody-else";
  refusals.token("another issuer's token", bearer(target, route));
  target = refusals.target();
  for (auto* rules : {&target.tokens, &target.customer_tokens})
    rules->secret = "not the secret that the API has, but as long";
  refusals.token("a forged token", bearer(target, route));
}

void refuse_account(RefusalsOf& refusals, const Route& route) {
  auto request = good_request(refusals.recorder(), route);
  request.headers["X-SA-ID"] = "4711";
  refusals.expect("a foreign service account", request, 403, "forbidden");
}

void refuse_method(RefusalsOf& refusals, const Route& route) {
  const auto taken = api::find_route("OPTIONS", path_of(route)).methods;
  for (const auto* method : {"PUT", "DELETE", "PATCH"}) {
    if (std::find(taken.begin(), taken.end(), method) != taken.end()) continue;
    auto request = good_request(refusals.recorder(), route);
    request.method = method;
    refusals.expect(fmt::format("{} instead", method), request, 405, "method_not_allowed");
  }
}

void refuse_members(RefusalsOf& refusals, const Route& route) {
  const auto schema = schema_of(route.body);
  for (const auto& bad : bad_bodies(schema, good_body(route))) {
    refusals.body(bad.name, bad.body.dump(), "invalid_request", bad.pointer);
  }
  if (schema.value("minProperties", 0) > 0) refusals.body("nothing in it", "{}", "invalid_request");
}

void refuse_bodies(RefusalsOf& refusals, const Route& route) {
  refusals.body("broken JSON", "{", "malformed_json");
  refusals.body("no JSON", "customer=1", "malformed_json");
  refusals.body("nested brackets", std::string(500'000, '['), "malformed_json");
  for (const auto* other : {"[]", "5", "\"text\"", "null"}) {
    refusals.body(fmt::format("{} instead of an object", other), other, "invalid_request");
  }
  refuse_members(refusals, route);
  auto form = good_request(refusals.recorder(), route);
  form.content_type = "application/x-www-form-urlencoded";
  form.body = "customer_id=1";
  refusals.expect("a form", form, 415, "unsupported_media_type");
  auto large = good_request(refusals.recorder(), route);
  large.body = std::string(std::size_t{10} << 20, '[');
  refusals.expect("10 MB of brackets", large, 413, "payload_too_large");
}

// A text without a form may be any but an empty or a long one.
bool is_free_text(const json& schema) {
  return schema.value("type", json()) == "string" && !schema.contains("enum") && !schema.contains("format");
}

void refuse_parameter(RefusalsOf& refusals, const std::string& name, const json& schema) {
  const auto refuse = [&](const char* what, const std::string& value) {
    refusals.query(fmt::format("{} {}", name, what), fmt::format("{}={}", name, value), "/" + name);
  };
  refusals.query(fmt::format("{} twice", name), fmt::format("{}=1&{}=2", name, name), "/" + name);
  refuse("empty", "");
  if (is_free_text(schema)) return refuse("too long", std::string(201, 'x'));
  refuse("of another type", "wrong");
  refuse("beyond its range", "99999999999");
  refuse("below its range", "0");
  refuse("as a fraction", "1.5");
}

void refuse_queries(RefusalsOf& refusals, const Route& route) {
  refusals.query("an unknown parameter", "surprise=1", "/surprise");
  if (route.query.empty()) return;
  const auto schema = schema_of(route.query);
  for (const auto& [name, property] : schema.at("properties").items()) {
    refuse_parameter(refusals, name, resolved(schema, property));
  }
}

// Ids that are none lead nowhere.
void refuse_paths(RefusalsOf& refusals, const Route& route, bool governed) {
  const auto open = route.path.find('{');
  if (open == std::string_view::npos) return;
  if (route.needs.empty() || governed)
    refusals.expect("an unknown record", good_request(refusals.recorder(), route), 404, "not_found");
  if (api::is_text_parameter(route.path.substr(open + 1, route.path.find('}') - open - 1))) return;
  for (const auto* id : {"0", "-1", "x", "2147483648", "1.5"}) {
    auto request = good_request(refusals.recorder(), route);
    request.path.replace(open, std::to_string(nobody).size(), id);
    refusals.expect(fmt::format("the id {}", id), request, 404, "not_found");
  }
}

}  // namespace

ApiRequest good_request(const Recorder& recorder, const Route& route) {
  ApiRequest request{.method = std::string(api::method_name(route.method)), .path = path_of(route)};
  if (!route.body.empty()) request.body = good_body(route).dump();
  const bool agent_will_do = route.access == api::Access::employee || route.access == api::Access::employee_or_api_key;
  request.headers["Authorization"] = agent_will_do ? recorder.agent() : bearer(recorder.target(), route);
  return request;
}

void run_refusals(Recorder& recorder, bool governed) {
  for (const auto& route : api::routes()) {
    RefusalsOf refusals(recorder, route);
    if (route.access != api::Access::anyone) {
      refuse_tokens(refusals, route);
      if (!is_for_customers(route)) refuse_account(refusals, route);
    }
    refuse_method(refusals, route);
    refuse_queries(refusals, route);
    refuse_paths(refusals, route, governed);
    if (!route.body.empty()) refuse_bodies(refusals, route);
  }
}

void run_unknown_records(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "unknown records");
  const json kit = {{{"product_id", stage.kit}, {"quantity", 1}}};
  const json kit_and_nothing = {{{"product_id", stage.kit}, {"quantity", 1}},
                                {{"product_id", nobody}, {"quantity", 1}}};
  walk.refused("a customer that is not there", new_quotation(nobody, kit), 404, "not_found", "/customer_id");
  walk.refused("a product that is not there", new_quotation(stage.customer, kit_and_nothing), 404, "not_found",
               "/products/1/product_id");
  walk.step("levels of a product that is not there", get(fmt::format("/api/stock/levels?product_id={}", nobody)), 200,
            "stock_levels.response", [](const json& body) { expect_equal(body.at("total"), 0, "the total"); });
  walk.step("a page beyond the last", get("/api/stock/levels?page=999999"), 200, "stock_levels.response",
            [](const json& body) { expect_equal(body.at("levels").size(), 0, "the number of levels"); });
}

}  // namespace paridoo::contract_suite
