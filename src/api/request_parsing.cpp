#include "src/api/request_parsing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "src/contract/pointer.h"
#include "src/contract/schemas.h"

namespace paridoo::api {

namespace {

using contract::Schemas;
using nlohmann::json;

constexpr int depth_max = 32;  // no schema of ours goes deeper

std::string schema_name(std::string_view name) { return "api/" + std::string(name) + ".json"; }

// Looked at before parsing, which would build the whole tree first.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == '[' || c == '{')) {
      if (++depth > depth_max) return true;
    } else if (!in_string && (c == ']' || c == '}')) {
      --depth;
    }
  }
  return false;
}

// "application/json", whatever the case and the parameters after it.
bool is_json(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find_first_of("; "));
  constexpr std::string_view wanted = "application/json";
  return std::equal(type.begin(), type.end(), wanted.begin(), wanted.end(),
                    [](unsigned char given, char letter) { return std::tolower(given) == letter; });
}

Error invalid(const contract::Violation& violation, std::string_view part) {
  const auto place = violation.pointer.empty() ? std::string() : " at " + violation.pointer;
  return {.kind = ErrorKind::invalid_request,
          .message = "The " + std::string(part) + " does not fit" + place + ": " + violation.message,
          .pointer = violation.pointer};
}

Result<json> parse_json(const std::string& text) {
  if (too_deep(text)) return Error{ErrorKind::malformed_json, "The body is nested too deeply."};
  auto body = json::parse(text, nullptr, false);
  if (body.is_discarded()) return Error{ErrorKind::malformed_json, "The body is not JSON."};
  return body;
}

Result<json> checked(json value, std::string_view schema, std::string_view part) {
  if (const auto wrong = Schemas::embedded().check(schema_name(schema), value)) return invalid(*wrong, part);
  return value;
}

// Whether the schema, or what it refers to, is one of an integer.
bool is_integer(const json& bundled, const json& schema) {
  if (const auto reference = schema.find("$ref"); reference != schema.end()) {
    return is_integer(bundled, bundled.at(json::json_pointer(reference->get<std::string>().substr(1))));
  }
  // A description beside a reference stands around it.
  if (const auto parts = schema.find("allOf"); parts != schema.end()) return is_integer(bundled, parts->front());
  const auto type = schema.find("type");
  return type != schema.end() && *type == "integer";
}

// What is no number stays a text, for the schema to refuse.
json parameter_value(const json& bundled, const std::string& name, const std::string& text) {
  const auto& properties = bundled.at("properties");
  const auto property = properties.find(name);
  if (property == properties.end() || !is_integer(bundled, *property)) return text;
  std::int64_t number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  return failure == std::errc() && stop == end ? json(number) : json(text);
}

}  // namespace

Result<json> parse_body(const Route& route, const HttpRequest& request) {
  if (route.body.empty()) return json::object();
  if (request.body.empty()) return checked(json::object(), route.body, "body");
  if (!is_json(request.header("Content-Type"))) {
    return Error{ErrorKind::unsupported_media_type, "The body must be application/json."};
  }
  auto body = parse_json(request.body);
  if (!body) return body;
  return checked(*std::move(body), route.body, "body");
}

Result<json> parse_query(const Route& route, const HttpRequest& request) {
  if (request.query.empty()) return json::object();
  if (route.query.empty()) {
    return invalid({contract::deeper("", request.query.front().first), "There is no such parameter."}, "query");
  }
  const auto bundled = Schemas::embedded().bundled(schema_name(route.query));
  json query = json::object();
  for (const auto& [name, text] : request.query) {
    if (query.contains(name)) return invalid({contract::deeper("", name), "This is given twice."}, "query");
    query[name] = parameter_value(bundled, name, text);
  }
  return checked(std::move(query), route.query, "query");
}

}  // namespace paridoo::api
