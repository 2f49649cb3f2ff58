#include "src/odoo/protocol/json_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace paridoo::odoo {

namespace {

using nlohmann::json;

constexpr int depth_max = 100;

bool stands_as_it_is(char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

void append(std::string& out, const std::string& text) {
  if (std::all_of(text.begin(), text.end(), stands_as_it_is))
    out.append(1, '"').append(text).append(1, '"');
  else
    out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

void append(std::string& out, const List& list) {
  out += '[';
  for (const Value& element : list) {
    if (&element != list.data()) out += ',';
    append_json(out, element);
  }
  out += ']';
}

void append(std::string& out, const Dict& dict) {
  out += '{';
  for (const Member& member : dict) {
    if (&member != dict.data()) out += ',';
    append(out, member.name);
    out += ':';
    append_json(out, member.value);
  }
  out += '}';
}

// False if it is nested too deeply.
bool read_value(simdjson::dom::element from, int depth, Value& to);

bool read_list(simdjson::dom::array from, int depth, Value& to) {
  List list;
  list.reserve(from.size());
  for (const simdjson::dom::element element : from)
    if (!read_value(element, depth, list.emplace_back())) return false;
  to = Value(std::move(list));
  return true;
}

bool read_dict(simdjson::dom::object from, int depth, Value& to) {
  Dict dict;
  dict.reserve(from.size());
  for (const auto& [name, element] : from)
    if (!read_value(element, depth, dict.emplace_back(Member{std::string(name), {}}).value)) return false;
  to = Value(std::move(dict));
  return true;
}

Value scalar(simdjson::dom::element from) {
  using simdjson::dom::element_type;
  switch (from.type()) {
    case element_type::BOOL: return from.get_bool().value_unsafe();
    case element_type::INT64: return from.get_int64().value_unsafe();
    case element_type::UINT64: return static_cast<double>(from.get_uint64().value_unsafe());
    case element_type::DOUBLE: return from.get_double().value_unsafe();
    case element_type::STRING: return from.get_string().value_unsafe();
    default: return {};
  }
}

bool read_value(simdjson::dom::element from, int depth, Value& to) {
  if (depth > depth_max) return false;
  if (from.is_array()) return read_list(from.get_array().value_unsafe(), depth + 1, to);
  if (from.is_object()) return read_dict(from.get_object().value_unsafe(), depth + 1, to);
  to = scalar(from);
  return true;
}

}  // namespace

void append_json(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean: out += value.boolean() ? "true" : "false"; break;
    case Value::Kind::integer: fmt::format_to(std::back_inserter(out), "{}", value.integer()); break;
    case Value::Kind::real: out += json(value.number()).dump(); break;
    case Value::Kind::text: append(out, value.text()); break;
    case Value::Kind::list: append(out, value.list()); break;
    case Value::Kind::dict: append(out, value.dict()); break;
    case Value::Kind::none: out += "null"; break;
  }
}

Result<Value> value_from_json(simdjson::dom::element element) {
  Value value;
  if (read_value(element, 0, value)) return value;
  return Error{ErrorKind::malformed_answer, "Odoo's answer is nested too deeply."};
}

}  // namespace paridoo::odoo
