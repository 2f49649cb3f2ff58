#include "simulator/orm/column_operand.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "simulator/orm/clock.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::orm {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

template <class Number>
std::optional<Number> read(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

Fault no_number(const char* function, const Value& operand) {
  return {FaultKind::type_error, std::string(function) + " argument must be a string or a real number, not '" +
                                     std::string(kind_name(operand)) + "'"};
}

Fault invalid_text(const Field& field, const Value& operand) {
  return {FaultKind::invalid_text,
          "invalid input syntax for " + field.model->name + "." + field.name() + ": " + repr(operand)};
}

Value as_integer(const Value& operand) {
  if (!operand) return 0;
  if (operand.is_integer()) return operand;
  if (operand.is_boolean()) return 1;
  if (operand.is_real()) {
    if (!std::isfinite(operand.number())) throw value_error("cannot convert float to integer: " + repr(operand));
    return static_cast<std::int64_t>(operand.number());
  }
  if (!operand.is_text()) throw no_number("int()", operand);
  if (const std::optional<std::int64_t> number = read<std::int64_t>(operand.text())) return *number;
  throw value_error("invalid literal for int() with base 10: " + repr(operand));
}

double as_real(const Value& operand) {
  if (!operand) return 0.0;
  if (operand.is_number() || operand.is_boolean()) return operand.number();
  if (!operand.is_text()) throw no_number("float()", operand);
  if (const std::optional<double> number = read<double>(operand.text())) return *number;
  throw value_error("could not convert string to float: " + repr(operand));
}

// Odoo hands amounts on as texts: only PostgreSQL finds out that one is no number.
double as_amount(const Field& field, const Value& operand) {
  if (operand.is_number()) return operand.number();
  const std::optional<double> number = operand.is_text() ? read<double>(operand.text()) : std::nullopt;
  if (!number) throw invalid_text(field, operand);
  return *number;
}

Fault invalid_datetime(const Value& operand) {
  return {FaultKind::invalid_datetime, "invalid input syntax for a date: " + repr(operand)};
}

Value as_day(const Value& operand) {
  const std::optional<Day> day = operand.is_text() ? parse_day(operand.text().substr(0, 10)) : std::nullopt;
  if (!day) throw invalid_datetime(operand);
  return format_day(*day);
}

// "2026-01-05", "2026-01-05 10:00", "2026-01-05T10:00:00.250Z". A column knows no time zone: the last part is ignored.
Value as_moment(const Value& operand) {
  if (!operand.is_text()) throw invalid_datetime(operand);
  std::string text(trimmed(operand.text()));
  if (text.size() > 10 && text[10] == 'T') text[10] = ' ';
  if (text.size() == 16) text += ":00";
  const std::optional<Moment> moment = parse_moment(text.substr(0, 19));
  if (!moment) throw invalid_datetime(operand);
  const std::size_t fraction_end = text.size() > 19 && text[19] == '.' ? text.find_first_not_of("0123456789", 20) : 19;
  const std::string fraction = text.size() > 19 ? text.substr(19, fraction_end - 19) : std::string();
  return format_moment(*moment) + fraction;
}

// The database converts texts, but not flags.
Value as_key(const Field& field, const Value& operand) {
  if (operand.is_boolean())
    throw Fault(FaultKind::undefined_function,
                field.model->name + "." + field.name() + " is no flag to be compared with " + repr(operand));
  if (operand.is_number()) return operand;
  const std::optional<std::int64_t> number = operand.is_text() ? read<std::int64_t>(operand.text()) : std::nullopt;
  if (!number) throw invalid_text(field, operand);
  return *number;
}

}  // namespace

std::string python_text(const Value& value) { return value.is_text() ? value.text() : repr(value); }

Value column_operand(const Field& field, const Value& operand) {
  switch (field.type()) {
    case FieldType::boolean: return static_cast<bool>(operand);
    case FieldType::integer: {
      if (field.name() != "id") return as_integer(operand);
      return operand.is_unset() ? Value() : as_key(field, operand);
    }
    case FieldType::many2one_reference: return as_integer(operand);
    case FieldType::real: {
      const double number = as_real(operand);
      return field.facts->digits < 0 ? number : float_round(number, digits(field.facts->digits));
    }
    default: break;
  }
  if (field.type() == FieldType::monetary) return operand.is_unset() ? 0.0 : as_amount(field, operand);
  if (operand.is_unset()) return {};
  switch (field.type()) {
    case FieldType::date: return as_day(operand);
    case FieldType::datetime: return as_moment(operand);
    case FieldType::many2one: return operand ? as_key(field, operand) : Value();
    default: return python_text(operand);
  }
}

}  // namespace paridoo::orm
