#include "src/odoo/value.h"

#include <algorithm>
#include <charconv>

namespace paridoo::odoo {

Value::Value(List value) : data_(std::move(value)) {}
Value::Value(Dict value) : data_(std::move(value)) {}
Value::Value(const Ids& ids) : data_(List(ids.begin(), ids.end())) {}

const Value* Value::find(std::string_view name) const {
  if (!is_dict()) return nullptr;
  const auto found = std::find_if(dict().begin(), dict().end(), [&](const Member& m) { return m.name == name; });
  return found == dict().end() ? nullptr : &found->value;
}

bool Value::operator==(const Value& other) const { return data_ == other.data_; }

std::string_view kind_name(const Value& value) {
  constexpr std::string_view names[] = {"none", "boolean", "integer", "real", "text", "list", "dict"};
  return names[static_cast<std::size_t>(value.kind())];
}

namespace command {
List create(Dict values) { return {0, 0, std::move(values)}; }
List clear() { return {5, 0, 0}; }
List set(const Ids& ids) { return {6, 0, ids}; }
List link(Id id) { return {4, id, 0}; }
List update(Id id, Dict values) { return {1, id, std::move(values)}; }
List remove(Id id) { return {2, id, 0}; }
}  // namespace command

std::optional<Id> parse_id(std::string_view text) {
  constexpr Id id_max = 2147483647;
  Id id = 0;
  const auto end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, id);
  if (failure != std::errc() || stop != end || id < 1 || id > id_max) return std::nullopt;
  return id;
}

}  // namespace paridoo::odoo
