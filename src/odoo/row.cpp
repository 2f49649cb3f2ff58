#include "src/odoo/row.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace paridoo::odoo {

namespace {

bool is_pair(const Value& value) {
  return value.is_list() && value.list().size() == 2 && value.list()[0].is_integer() && value.list()[1].is_text();
}

const Value* id_of_row(const Value& row) {
  const Value* id = row.find("id");
  return id && id->is_integer() ? id : nullptr;
}

// As web_read writes it; search_read writes pairs.
bool is_named_row(const Value& value) {
  const Value* name = value.find("display_name");
  return id_of_row(value) && name && name->is_text();
}

bool is_reference(const Value& value) { return is_pair(value) || is_named_row(value); }

bool is_rows(const Value& value) {
  return value.is_list() && std::all_of(value.list().begin(), value.list().end(), id_of_row);
}

bool is_ids(const Value& value) {
  return value.is_list() && std::all_of(value.list().begin(), value.list().end(), std::mem_fn(&Value::is_integer));
}

Reference reference_of(const Value& value) {
  if (value.is_list()) return {.id = value.list()[0].integer(), .name = value.list()[1].text()};
  return {.id = value.find("id")->integer(), .name = value.find("display_name")->text()};
}

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
  const Value* value = find(field, [](const Value& v) { return is_ids(v) || is_rows(v); });
  Ids ids;
  if (!value) return ids;
  for (const auto& element : value->list()) {
    ids.push_back(element.is_integer() ? element.integer() : id_of_row(element)->integer());
  }
  return ids;
}

const List& RowReader::rows(std::string_view field) {
  static const List none;
  const Value* value = find(field, is_rows);
  return value ? value->list() : none;
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
