#include "src/api/openapi.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <set>

#include "src/api/errors.h"
#include "src/api/routes.h"
#include "src/contract/schemas.h"

namespace paridoo::api {

namespace {

using contract::Schemas;
using nlohmann::json;
using Document = nlohmann::ordered_json;

constexpr std::string_view components_prefix = "#/components/schemas/";

std::string reference_to(std::string_view schema) { return std::string(components_prefix) + std::string(schema); }

Document json_content(std::string_view schema) {
  return {{"application/json", {{"schema", {{"$ref", reference_to(schema)}}}}}};
}

std::string_view status_text(int status) {
  switch (status) {
    case 200: return "Done.";
    case 201: return "Created.";
    case 400: return "The request does not fit, or comes at the wrong time.";
    case 401: return "No valid token.";
    case 403: return "The caller may not do this.";
    case 404: return "There is no such record, or the caller may not see it.";
    case 409: return "It is done already, or a person must decide first.";
    case 413: return "The body is too large.";
    case 415: return "The body is not JSON.";
    case 429: return "Too many requests; Retry-After says when to try again.";
    case 500: return "A fault of ours.";
    case 501: return "This Odoo lacks what it takes.";
    case 502: return "Odoo failed.";
    case 503: return "Odoo cannot be reached; Retry-After says when to try again.";
    case 504: return "Odoo did not answer in time.";
    default: return "Failed.";
  }
}

// "/api/orders/{id}" -> "orders"
std::string tag_of(const Route& route) {
  const auto path = route.path.substr(route.path.find('/', 1) + 1);
  return std::string(path.substr(0, path.find('/')));
}

Document path_parameters(const Route& route) {
  Document parameters = Document::array();
  std::size_t at = 0;
  while ((at = route.path.find('{', at)) != std::string_view::npos) {
    const auto end = route.path.find('}', at);
    const auto name = route.path.substr(at + 1, end - at - 1);
    const auto schema = is_text_parameter(name) ? "short_text" : "id";
    parameters.push_back(
        {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"$ref", reference_to(schema)}}}});
    at = end;
  }
  return parameters;
}

void add_query_parameters(const Route& route, json& components, Document& parameters) {
  const auto schema =
      Schemas::embedded().bundled_into(components, components_prefix, "api/" + std::string(route.query) + ".json");
  for (const auto& [name, property] : schema.at("properties").items()) {
    parameters.push_back({{"name", name}, {"in", "query"}, {"required", false}, {"schema", Document(property)}});
  }
}

Document responses_of(const Route& route) {
  Document responses;
  for (const int status : route.statuses) {
    responses[std::to_string(status)] = {{"description", status_text(status)}, {"content", json_content(route.answer)}};
  }
  for (const int status : error_statuses(route)) {
    responses[std::to_string(status)] = {{"$ref", "#/components/responses/" + std::to_string(status)}};
  }
  return responses;
}

Document security_of(const Route& route) {
  Document ways = Document::array();
  if (route.access == Access::anyone) return ways;
  if (route.access == Access::customer) return Document::array({{{"customer", Document::array()}}});
  ways.push_back({{"employee", Document::array()}});
  if (route.access == Access::employee_or_api_key) ways.push_back({{"apiKey", Document::array()}});
  return ways;
}

Document account_parameter() {
  return {{"name", "X-SA-ID"},
          {"in", "header"},
          {"required", false},
          {"description", "The service account on whose behalf the caller acts; one of the token's."},
          {"schema", {{"$ref", reference_to("id")}}}};
}

Document idempotency_parameter() {
  return {{"name", "Idempotency-Key"},
          {"in", "header"},
          {"required", false},
          {"description", "Names this request: whoever sends it again with the same key gets the first answer again."},
          {"schema", {{"type", "string"}, {"minLength", 1}, {"maxLength", 255}, {"pattern", "^[!-~]+$"}}}};
}

Document operation_of(const Route& route, json& components) {
  auto parameters = path_parameters(route);
  if (!route.query.empty()) add_query_parameters(route, components, parameters);
  if (route.access != Access::customer) parameters.push_back(account_parameter());
  if (route.method == Method::post) parameters.push_back(idempotency_parameter());
  Document operation = {{"operationId", route.operation},
                        {"summary", route.summary},
                        {"tags", {tag_of(route)}},
                        {"security", security_of(route)},
                        {"parameters", parameters}};
  if (!route.body.empty()) {
    operation["requestBody"] = {{"required", route.body != "nothing.request"}, {"content", json_content(route.body)}};
  }
  operation["responses"] = responses_of(route);
  return operation;
}

void add_component(std::string_view schema, json& components) {
  if (schema.empty() || components.contains(schema)) return;
  auto bundled =
      Schemas::embedded().bundled_into(components, components_prefix, "api/" + std::string(schema) + ".json");
  components[std::string(schema)] = std::move(bundled);
}

Document error_responses() {
  std::set<int> statuses;
  for (const auto& route : routes()) {
    for (const int status : error_statuses(route)) statuses.insert(status);
  }
  Document responses;
  for (const int status : statuses) {
    responses[std::to_string(status)] = {{"description", status_text(status)}, {"content", json_content("error")}};
  }
  return responses;
}

Document security_schemes() {
  return {{"employee", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}},
          {"customer", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}}},
          {"apiKey", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-API-KEY"}}}};
}

Document all_tags() {
  std::set<std::string> names;
  for (const auto& route : routes()) names.insert(tag_of(route));
  Document tags = Document::array();
  for (const auto& name : names) tags.push_back({{"name", name}, {"description", "Everything under /api/" + name}});
  return tags;
}

Document info() {
  return {{"title", "Paridoo REST API"},
          {"version", "1.0.0"},
          {"description", "Sales from quotation to paid invoice, over any Odoo."},
          {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
}

}  // namespace

std::vector<int> error_statuses(const Route& route) {
  std::vector<int> statuses{400};  // of a parameter that there is not, at least
  if (route.access != Access::anyone) statuses.insert(statuses.end(), {401, 403});
  statuses.push_back(404);
  if (!route.body.empty()) statuses.insert(statuses.end(), {409, 413, 415});
  statuses.insert(statuses.end(), {429, 500, 501, 502, 503, 504});
  return statuses;
}

Document openapi_document() {
  json components = json::object();
  Document paths;
  add_component("error", components);
  for (const auto& route : routes()) {
    std::string method(method_name(route.method));
    std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::tolower(c); });
    add_component(route.body, components);
    add_component(route.answer, components);
    paths[std::string(route.path)][method] = operation_of(route, components);
  }
  Document schemas(components);
  return {{"openapi", "3.1.0"},
          {"info", info()},
          {"servers", {{{"url", "http://127.0.0.1:8070"}}}},
          {"tags", all_tags()},
          {"paths", paths},
          {"components",
           {{"schemas", schemas}, {"responses", error_responses()}, {"securitySchemes", security_schemes()}}}};
}

}  // namespace paridoo::api
