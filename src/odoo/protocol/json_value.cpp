#include "src/odoo/protocol/json_value.h"

#include <nlohmann/json.hpp>

namespace paridoo::odoo {

namespace {

using nlohmann::json;

json array_of(const List& list) {
  json out = json::array();
  for (const auto& element : list) out.push_back(to_json(element));
  return out;
}

json object_of(const Dict& dict) {
  json out = json::object();
  for (const auto& [name, value] : dict) out[name] = to_json(value);
  return out;
}

}  // namespace

json to_json(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean: return value.boolean();
    case Value::Kind::integer: return value.integer();
    case Value::Kind::real: return value.number();
    case Value::Kind::text: return value.text();
    case Value::Kind::list: return array_of(value.list());
    case Value::Kind::dict: return object_of(value.dict());
    case Value::Kind::none: break;
  }
  return nullptr;
}

}  // namespace paridoo::odoo
