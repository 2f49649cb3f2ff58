// Requests made at random from the OpenAPI document, fitting ones and others: whatever is asked, the answer is one that
// the document knows, in the form that it gives. PARIDOO_SEED repeats a run.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cctype>
#include <cstdlib>
#include <random>

#include "src/api/application.h"
#include "src/api/openapi.h"
#include "src/contract/schemas.h"
#include "tools/contract/bad_bodies.h"
#include "tools/contract/simulated_odoo.h"
#include "tools/contract/stage.h"

namespace paridoo {
namespace {

using api::HttpRequest;
using api::HttpResponse;
using contract_suite::resolved;
using nlohmann::json;

class RandomRequests {
 public:
  RandomRequests(std::uint64_t seed, const json& document) : random_(seed), document_(document) {}

  struct Operation {
    std::string path;
    std::string method;
    const json* description = nullptr;
  };

  Operation operation() {
    const auto& paths = document_.at("paths");
    auto path = paths.begin();
    std::advance(path, below(paths.size()));
    auto method = path->begin();
    std::advance(method, below(path->size()));
    std::string upper = method.key();
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return {.path = path.key(), .method = std::move(upper), .description = &method.value()};
  }

  HttpRequest request(const Operation& operation) {
    HttpRequest request{.method = operation.method, .path = operation.path};
    for (const auto& parameter : operation.description->at("parameters")) add_parameter(parameter, request);
    disturb_head(request);
    if (!operation.description->contains("requestBody")) return request;
    request.headers.emplace("Content-Type", one_in(20) ? "text/plain" : "application/json");
    const auto& content = operation.description->at("requestBody").at("content");
    request.body = one_in(12) ? wrong_body() : body(content.at("application/json").at("schema")).dump();
    return request;
  }

 private:
  std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }
  bool one_in(std::size_t count) { return below(count) == 0; }

  void add_parameter(const json& parameter, HttpRequest& request) {
    const auto name = parameter.at("name").get<std::string>();
    const auto& schema = resolved(document_, parameter.at("schema"));
    if (parameter.at("in") == "path") {
      const auto at = request.path.find("{" + name + "}");
      request.path.replace(at, name.size() + 2, text_of(one_in(20) ? json("x/y") : value(schema)));
    } else if (parameter.at("in") == "query" && one_in(3)) {
      request.query.emplace_back(name, one_in(8) ? "nonsense" : text_of(value(schema)));
    }
  }

  // What no good client sends along.
  void disturb_head(HttpRequest& request) {
    if (one_in(15)) request.query.emplace_back("surprise", "1");
    if (one_in(15)) request.headers.emplace("X-SA-ID", one_in(2) ? "1" : "no id");
    if (one_in(30)) request.headers.emplace("Authorization", one_in(2) ? "Bearer x.y.z" : "Basic YTpi");
    if (one_in(6)) {
      const auto key = "key " + std::string(300, 'k');
      request.headers.emplace("Idempotency-Key", one_in(5) ? key : "key" + std::to_string(below(9)));
    }
  }

  // Of every type that a body is not, and what is no JSON at all.
  std::string wrong_body() {
    constexpr const char* bodies[] = {"null", "true",   "4711", "1.5e300", "\"text\"", "[]",
                                      "[{}]", "{\"a\"", "{",    "\xff",    "",         "{\"surprise\": {}}"};
    return bodies[below(std::size(bodies))];
  }

  static std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

  // One that fits, or one of those that do not.
  json body(const json& schema) {
    const auto& known = resolved(document_, schema);
    auto good = value(known);
    if (!one_in(3)) return good;
    auto bad = contract_suite::bad_bodies(with_document(known), good);
    return bad.empty() ? good : bad[below(bad.size())].body;
  }

  // As a schema that stands for itself.
  json with_document(json schema) const {
    schema["components"] = document_.at("components");
    return schema;
  }

  json value(const json& given) {
    const auto& schema = resolved(document_, given);
    if (schema.contains("enum")) return schema.at("enum").at(below(schema.at("enum").size()));
    const auto type = schema.at("type").get<std::string>();
    if (type == "object") return object(schema);
    if (type == "array") return array(schema);
    if (type == "boolean") return one_in(2);
    if (type == "integer") return integer(schema);
    return type == "number" ? number(schema) : text(schema);
  }

  json object(const json& schema) {
    json object = json::object();
    const auto required = schema.value("required", json::array());
    for (const auto& [name, property] : schema.at("properties").items()) {
      const bool needed = std::find(required.begin(), required.end(), json(name)) != required.end();
      if (needed || one_in(2)) object[name] = value(property);
    }
    if (!object.empty() || schema.value("minProperties", 0) == 0) return object;
    const auto first = schema.at("properties").begin();
    object[first.key()] = value(first.value());
    return object;
  }

  json array(const json& schema) {
    json array = json::array();
    const auto least = schema.value("minItems", std::size_t{0});
    for (std::size_t i = 0; i < least + below(2); ++i) array.push_back(value(schema.at("items")));
    return array;
  }

  // Small ones are ids of records that there are.
  json integer(const json& schema) {
    const auto least = schema.value("minimum", std::int64_t{0});
    const auto most = schema.value("maximum", std::int64_t{1000});
    return one_in(20) ? most : std::min(most, least + static_cast<std::int64_t>(below(60)));
  }

  json number(const json& schema) {
    const double least = schema.value("minimum", schema.value("exclusiveMinimum", 0.0));
    return one_in(20) ? schema.value("maximum", 1e9) : least + 0.25 * static_cast<double>(1 + below(40));
  }

  json text(const json& schema) {
    const auto format = schema.value("format", "");
    if (format == "date") return one_in(5) ? "1970-01-01" : "2026-11-26";
    if (format == "odoo-date-time") return "2026-11-26 10:00:00";
    constexpr const char* words[] = {"x", "Ünïcödé", "'; DROP TABLE--", "%", "WH/OUT/00001", "<b>&amp;", "\\"};
    return words[below(std::size(words))];
  }

  std::mt19937_64 random_;
  const json& document_;
};

class OpenapiProperty : public ::testing::Test {
 protected:
  OpenapiProperty() : odoo_("18.0", "odoo", {"ov"}), application_(options()) {}

  api::ApplicationOptions options() {
    return {.odoo = session(),
            .access = {.tokens = rules("tokens"), .customer_tokens = rules("customers"), .api_key = "key"},
            .governance = governance::Governance(governance::Mode::off)};
  }

  odoo::Session session() {
    return odoo::Session({.database = "odoo",
                          .login = "admin",
                          .password = "admin",
                          .protocol = odoo::Protocol::jsonrpc,
                          .transport = odoo_.transport(),
                          .observer = {}});
  }

  static governance::TokenRules rules(const std::string& whose) {
    return {.secret = whose + std::string(64, 's'), .issuer = whose};
  }

  HttpResponse ask(HttpRequest request, const json& operation) {
    const bool for_customers = operation.at("security").dump().find("customer") != std::string::npos;
    const auto token = for_customers
                           ? governance::issue_customer_token(rules("customers"), 1, std::chrono::hours(1))
                           : governance::issue_token(rules("tokens"), {.employee = 7, .role = governance::Role::staff},
                                                     std::chrono::hours(1));
    request.headers.emplace("Authorization", "Bearer " + *token);
    return application_.handle(request);
  }

  contract_suite::SimulatedOdoo odoo_;
  const api::Application application_;
};

// The name of the schema in contracts/api that the document gives for this status; empty where it knows none.
std::string schema_for(const json& document, const json& operation, int status) {
  const auto response = operation.at("responses").find(std::to_string(status));
  if (response == operation.at("responses").end()) return {};
  const auto& known = response->contains("$ref")
                          ? document.at(json::json_pointer((*response)["$ref"].get<std::string>().substr(1)))
                          : *response;
  const auto reference = known.at("content").at("application/json").at("schema").at("$ref").get<std::string>();
  return "api/" + reference.substr(reference.rfind('/') + 1) + ".json";
}

TEST_F(OpenapiProperty, EveryAnswerIsOneThatTheDocumentKnows) {
  const char* given = std::getenv("PARIDOO_SEED");
  const std::uint64_t seed = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  RecordProperty("seed", std::to_string(seed));
  const json document = json::parse(api::openapi_document().dump());
  RandomRequests requests(seed, document);
  std::map<int, int> statuses;
  for (int i = 0; i < 2500; ++i) {
    const auto operation = requests.operation();
    const auto request = requests.request(operation);
    const auto response = ask(request, *operation.description);
    ++statuses[response.status];
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + request.method + " " + request.path + " " + request.body);
    ASSERT_NE(response.status, 500) << response.body;
    const auto schema = schema_for(document, *operation.description, response.status);
    ASSERT_FALSE(schema.empty()) << response.status << " is not documented: " << response.body;
    const auto wrong = contract::Schemas::embedded().check(schema, json::parse(response.body));
    ASSERT_FALSE(wrong) << schema << wrong->pointer << ": " << wrong->message << "\n" << response.body;
  }
  EXPECT_GT(statuses[200] + statuses[201], 50);
  EXPECT_GT(statuses[400], 50);
  for (const int refused : {401, 409, 415}) EXPECT_GT(statuses[refused], 0) << refused;
}

}  // namespace
}  // namespace paridoo
