#include "src/odoo/protocol/json_value.h"

#include <nlohmann/json.hpp>

namespace paridoo::odoo {

namespace {

using nlohmann::json;

constexpr int depth_max = 100;

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

// False if it is nested too deeply.
bool read_value(const json& from, int depth, Value& to);

bool read_list(const json& from, int depth, Value& to) {
  List list;
  list.reserve(from.size());
  for (const auto& element : from) {
    if (!read_value(element, depth, list.emplace_back())) return false;
  }
  to = Value(std::move(list));
  return true;
}

bool read_dict(const json& from, int depth, Value& to) {
  Dict dict;
  dict.reserve(from.size());
  for (const auto& [name, element] : from.items()) {
    if (!read_value(element, depth, dict.emplace_back(Member{name, {}}).value)) return false;
  }
  to = Value(std::move(dict));
  return true;
}

Value scalar(const json& from) {
  switch (from.type()) {
    case json::value_t::boolean: return Value(from.get<bool>());
    case json::value_t::number_integer: return Value(from.get<std::int64_t>());
    case json::value_t::number_unsigned: {
      const auto number = from.get<std::uint64_t>();
      return number <= INT64_MAX ? Value(static_cast<std::int64_t>(number)) : Value(static_cast<double>(number));
    }
    case json::value_t::number_float: return Value(from.get<double>());
    case json::value_t::string: return Value(from.get<std::string>());
    default: return {};
  }
}

bool read_value(const json& from, int depth, Value& to) {
  if (depth > depth_max) return false;
  if (from.is_array()) return read_list(from, depth + 1, to);
  if (from.is_object()) return read_dict(from, depth + 1, to);
  to = scalar(from);
  return true;
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

Result<Value> value_from_json(const json& from) {
  Value value;
  if (read_value(from, 0, value)) return value;
  return Error{ErrorKind::malformed_answer, "Odoo's answer is nested too deeply."};
}

}  // namespace paridoo::odoo
