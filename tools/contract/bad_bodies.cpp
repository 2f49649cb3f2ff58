#include "tools/contract/bad_bodies.h"

#include <fmt/format.h>

namespace paridoo::contract_suite {

namespace {

using nlohmann::json;

struct BadValue {
  std::string what;
  json value;
};

std::string type_of(const json& schema) {
  const auto type = schema.value("type", json());
  return type.is_string() ? type.get<std::string>() : schema.contains("enum") ? "string" : "";
}

void add_numbers(const json& schema, std::vector<BadValue>& bad) {
  if (schema.contains("minimum")) bad.push_back({"below its range", schema["minimum"].get<double>() - 1});
  if (schema.contains("exclusiveMinimum")) bad.push_back({"at its open end", schema["exclusiveMinimum"]});
  if (schema.contains("maximum")) bad.push_back({"above its range", schema["maximum"].get<double>() * 2});
  if (type_of(schema) == "integer") bad.push_back({"a fraction", 1.5});
}

void add_texts(const json& schema, std::vector<BadValue>& bad) {
  if (schema.contains("enum")) bad.push_back({"none of its values", "no such value"});
  if (schema.contains("format")) bad.push_back({"of no such form", "2026-13-45"});
  if (schema.value("minLength", 0) > 0) bad.push_back({"empty", ""});
  if (schema.contains("maxLength"))
    bad.push_back({"too long", std::string(schema["maxLength"].get<std::size_t>() + 1, 'x')});
}

void add_arrays(const json& schema, const json& good, std::vector<BadValue>& bad) {
  if (schema.value("minItems", 0) > 0) bad.push_back({"empty", json::array()});
  if (!schema.contains("maxItems") || good.empty()) return;
  bad.push_back({"too many", json::array_t(schema["maxItems"].get<std::size_t>() + 1, good.front())});
}

std::vector<BadValue> bad_values(const json& schema, const json& good) {
  const auto type = type_of(schema);
  std::vector<BadValue> bad{{"null", nullptr}, {"of another type", type == "string" ? json(4711) : json("wrong")}};
  if (type == "number" || type == "integer") add_numbers(schema, bad);
  if (type == "string") add_texts(schema, bad);
  if (type == "array" && good.is_array()) add_arrays(schema, good, bad);
  return bad;
}

class Spoiler {
 public:
  Spoiler(const json& document, const json& good) : document_(document), good_(good) {}

  // The members of the object at `pointer`.
  void spoil_members(const json& schema, const std::string& pointer) {
    const auto& object = good_.at(json::json_pointer(pointer));
    for (const auto& name : schema.value("required", json::array())) {
      auto body = good_;
      body[json::json_pointer(pointer)].erase(name.get<std::string>());
      add("without", pointer + "/" + name.get<std::string>(), std::move(body));
    }
    put("surprise", pointer + "/surprise", 1);
    for (const auto& [name, property] : schema.at("properties").items()) {
      const auto& known = resolved(document_, property);
      spoil(known, pointer + "/" + name, object.value(name, json()));
    }
  }

  std::vector<BadBody> take() { return std::move(bad_); }

 private:
  void spoil(const json& schema, const std::string& pointer, const json& good) {
    for (auto& [what, value] : bad_values(schema, good)) put(what, pointer, std::move(value));
    if (good.is_object()) return spoil_members(schema, pointer);
    if (!good.is_array() || good.empty()) return;
    const auto& items = resolved(document_, schema.at("items"));
    const auto first = pointer + "/0";
    if (good.front().is_object()) return spoil_members(items, first);
    for (auto& [what, value] : bad_values(items, good.front())) put(what, first, std::move(value));
  }

  void put(const std::string& what, const std::string& pointer, json value) {
    auto body = good_;
    body[json::json_pointer(pointer)] = std::move(value);
    add(what, pointer, std::move(body));
  }

  void add(const std::string& what, const std::string& pointer, json body) {
    bad_.push_back({.name = fmt::format("{} {}", pointer, what), .body = std::move(body), .pointer = pointer});
  }

  const json& document_;
  const json& good_;
  std::vector<BadBody> bad_;
};

}  // namespace

const json& resolved(const json& document, const json& schema) {
  if (const auto reference = schema.find("$ref"); reference != schema.end()) {
    return resolved(document, document.at(json::json_pointer(reference->get<std::string>().substr(1))));
  }
  const auto all = schema.find("allOf");
  return all != schema.end() && all->size() == 1 ? resolved(document, all->front()) : schema;
}

std::vector<BadBody> bad_bodies(const json& schema, const json& good) {
  Spoiler spoiler(schema, good);
  spoiler.spoil_members(schema, "");
  return spoiler.take();
}

}  // namespace paridoo::contract_suite
