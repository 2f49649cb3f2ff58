#include "src/odoo/row.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace paridoo::odoo {

namespace {

bool is_reference(const Value& value) {
  return value.is_list() && value.list().size() == 2 && value.list()[0].is_integer() && value.list()[1].is_text();
}

bool is_ids(const Value& value) {
  return value.is_list() && std::all_of(value.list().begin(), value.list().end(), std::mem_fn(&Value::is_integer));
}

Reference reference_of(const Value& value) { return {.id = value.list()[0].integer(), .name = value.list()[1].text()}; }

}  // namespace

const Value* RowReader::find(std::string_view field, bool (*fits)(const Value&)) {
  const Value* value = row_.find(field);
  if (value && fits(*value)) return value;
  if (wrong_field_.empty()) wrong_field_ = field;
  return nullptr;
}

Id RowReader::id(std::string_view field) {
  const Value* value = find(field, [](const Value& v) { return v.is_integer(); });
  return value ? value->integer() : 0;
}

double RowReader::number(std::string_view field) {
  const Value* value = find(field, [](const Value& v) { return v.is_number(); });
  return value ? value->number() : 0;
}

double RowReader::sum(std::string_view field) {
  const Value* value = find(field, [](const Value& v) { return v.is_number() || v.is_unset(); });
  return value && !value->is_unset() ? value->number() : 0;
}

bool RowReader::flag(std::string_view field) {
  const Value* value = find(field, [](const Value& v) { return v.is_boolean(); });
  return value && value->boolean();
}

std::string RowReader::text(std::string_view field) {
  const Value* value = find(field, [](const Value& v) { return v.is_text(); });
  return value ? value->text() : std::string();
}

Reference RowReader::reference(std::string_view field) {
  const Value* value = find(field, is_reference);
  return value ? reference_of(*value) : Reference{};
}

Ids RowReader::ids(std::string_view field) {
  const Value* value = find(field, is_ids);
  Ids ids;
  if (!value) return ids;
  for (const auto& element : value->list()) ids.push_back(element.integer());
  return ids;
}

std::optional<std::string> RowReader::optional_text(std::string_view field) {
  const Value* value = find(field, [](const Value& v) { return v.is_text() || v.is_unset(); });
  if (!value || value->is_unset()) return std::nullopt;
  return value->text();
}

std::optional<Reference> RowReader::optional_reference(std::string_view field) {
  const Value* value = find(field, [](const Value& v) { return is_reference(v) || v.is_unset(); });
  if (!value || value->is_unset()) return std::nullopt;
  return reference_of(*value);
}

Error RowReader::error() const {
  const Value* value = row_.find(wrong_field_);
  const auto found = value ? kind_name(*value) : "absent";
  return {.kind = ErrorKind::malformed_answer,
          .message = fmt::format("Odoo's answer about {} is not as agreed.", model_),
          .detail = fmt::format("{}.{} is {}", model_, wrong_field_, found)};
}

}  // namespace paridoo::odoo
