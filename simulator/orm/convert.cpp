#include "simulator/orm/convert.h"

#include <fmt/format.h>

#include <charconv>

#include "simulator/orm/binary_text.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/html_text.h"
#include "simulator/orm/picture.h"
#include "simulator/orm/properties.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/selection.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::orm {

namespace {

Fault wrong(const Field& field, const Value& value) {
  return value_error(fmt::format("Wrong value for {}.{}: {}", field.model->name, field.name(), repr(value)));
}

Value to_integer(const Field& field, const Value& value) {
  if (!value) return 0;
  if (value.is_integer()) return value;
  if (value.is_boolean()) return 1;
  if (value.is_real()) return static_cast<std::int64_t>(value.number());
  std::int64_t number = 0;
  if (!value.is_text()) throw wrong(field, value);
  const std::string& text = value.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) throw wrong(field, value);
  return number;
}

double as_number(const Field& field, const Value& value) {
  if (value.is_number() || value.is_boolean()) return value.number();
  if (!value) return 0.0;
  double number = 0;
  if (!value.is_text()) throw wrong(field, value);
  const std::string& text = value.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) throw wrong(field, value);
  return number;
}

Value to_real(const Field& field, const Value& value) {
  const double number = as_number(field, value);
  return field.facts->digits < 0 ? number : float_round(number, digits(field.facts->digits));
}

// Texts are cut to the size of their column, in letters.
Value cut_to_size(const Field& field, const Value& text) {
  const Value& size = field.facts->description.get("size");
  if (!size.is_integer()) return text;
  return std::string(first_letters(text.text(), static_cast<std::size_t>(size.integer())));
}

Value to_text(const Field& field, const Value& value) {
  if (value.is_unset()) return {};
  if (value.is_text()) return cut_to_size(field, value);
  if (value.is_list() || value.is_dict()) throw wrong(field, value);
  return repr(value);
}

Value to_html(const Env& env, const Field& field, const Value& value) {
  const Value text = to_text(field, value);
  if (!text.is_text()) return text;
  return sanitised_html(text.text(), env.series(), html_settings(env.series(), field.model->name, field.name()));
}

// Computed ones may hold what a widget shows.
Value to_binary(const Field& field, const Value& value) {
  if (value.is_list() || value.is_dict()) return value;
  check_image(field, value);
  const Value text = picture_for(field, to_text(field, value));
  return text.is_text() && text.text().empty() && field.is_kept() ? Value() : text;
}

Value to_selection(const Env& env, const Field& field, const Value& value) {
  if (value.is_unset() || (value.is_text() && value.text().empty())) return {};
  const std::string key = value.is_text() ? value.text() : repr(value);
  if (!is_option(env, field, key)) throw wrong(field, value);
  return value.is_text() ? value : Value(key);
}

Value to_day(const Field& field, const Value& value) {
  if (!value) return {};
  const std::optional<Day> day = value.is_text() ? parse_day(value.text()) : std::nullopt;
  if (!day) throw wrong(field, value);
  return format_day(*day);
}

Value to_moment(const Field& field, const Value& value) {
  if (!value) return {};
  const std::optional<Moment> moment = value.is_text() ? parse_moment(value.text()) : std::nullopt;
  if (!moment) throw wrong(field, value);
  return format_moment(*moment);
}

// An id, or the [id, name] pair that read() gives.
Value to_many2one(const Field& field, const Value& value) {
  if (!value) return {};
  if (value.is_integer()) return value;
  if (value.is_list() && value.list().front().is_integer()) return value.list().front();
  // What a compute shows of a model that names its records by texts.
  if (value.is_text() && !field.comodel && !field.is_kept()) return value;
  throw wrong(field, value);
}

double round_amount(const RecordSet& record, const Field& field, double amount) {
  const std::string& named = field.facts->currency_field;
  const Field* currency_field = record.model().find(named.empty() ? "currency_id" : named);
  if (!currency_field || currency_field->type() != FieldType::many2one) return amount;
  const RecordSet currency = record.sudo()[currency_field->name()];
  return currency ? float_round(amount, {currency.number("rounding")}) : amount;
}

}  // namespace

Value convert(const Env& env, const Field& field, const Value& value) {
  switch (field.type()) {
    case FieldType::boolean: return static_cast<bool>(value);
    case FieldType::integer: return to_integer(field, value);
    case FieldType::many2one_reference: return value ? to_integer(field, value) : Value();
    case FieldType::real: return to_real(field, value);
    case FieldType::monetary: return as_number(field, value);
    case FieldType::selection: return to_selection(env, field, value);
    case FieldType::date: return to_day(field, value);
    case FieldType::datetime: return to_moment(field, value);
    case FieldType::many2one: return to_many2one(field, value);
    case FieldType::binary: return to_binary(field, value);
    case FieldType::html: return to_html(env, field, value);
    case FieldType::properties: return properties_kept(value);
    case FieldType::properties_definition: return definition_kept(env, value);
    case FieldType::json: return value.is_unset() ? Value() : value;
    default: return to_text(field, value);
  }
}

Value convert_for(const RecordSet& record, const Field& field, const Value& value) {
  if (field.type() == FieldType::properties) follow_definition(record, field, value);
  Value converted = convert(record.env(), field, value);
  if (field.type() != FieldType::monetary || !converted) return converted;
  return round_amount(record, field, converted.number());
}

Ids linked_ids(const Field& field, const Value& value) {
  if (!value) return {};
  if (value.is_integer()) return {value.integer()};
  if (!value.is_list()) throw wrong(field, value);
  for (const Value& one : value.list())
    if (!one.is_integer()) throw wrong(field, value);
  return value.ids();
}

namespace {

// The C library under Python writes years before 1000 without leading zeros.
bool is_of_early_year(const Field& field, const Value& value) {
  return (field.type() == FieldType::date || field.type() == FieldType::datetime) && value.is_text() &&
         value.text().starts_with('0');
}

}  // namespace

Value shown(const Field& field, const Value& value) {
  if (is_of_early_year(field, value)) return value.text().substr(value.text().find_first_not_of('0'));
  if (!value.is_none()) return value;
  switch (field.type()) {
    case FieldType::integer: return 0;
    case FieldType::real:
    case FieldType::monetary: return 0.0;
    case FieldType::properties_definition:
    case FieldType::one2many:
    case FieldType::many2many: return List{};
    default: return false;
  }
}

}  // namespace paridoo::orm
