// Comparisons with the value of one column, with the places that Odoo gives to unset values.
#include <algorithm>
#include <array>

#include "simulator/orm/column_operand.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/sql_text.h"

namespace paridoo::orm {

namespace {

// SQLite refuses patterns that are longer than 50 000 bytes.
constexpr std::size_t pattern_max = 49'000;

bool is_number(const Field& field) {
  switch (field.type()) {
    case FieldType::integer: return field.name() != "id";
    case FieldType::real:
    case FieldType::monetary: return true;
    default: return false;
  }
}

bool is_text(const Field& field) {
  switch (field.type()) {
    case FieldType::character:
    case FieldType::text:
    case FieldType::html: return true;
    default: return false;
  }
}

bool is_pattern(std::string_view comparison) { return comparison.ends_with("like"); }
bool is_wrapped(std::string_view comparison) {
  return is_pattern(comparison) && comparison.find('=') == comparison.npos;
}

Sql or_unset(const Sql& condition, const Sql& value) { return sql("(", condition, " OR ", value, " IS NULL)"); }

// Since 18.0 the number 0 and the text "" are not told from what is unset; 17.0 compares columns as they are.
bool folds_empty(const Field& field, const Env& env) {
  return env.since(Series::v18) && (is_number(field) || is_text(field));
}

// --- in, not in

// The values to look for, and whether unset is among them.
struct Wanted {
  List values = {};
  bool unset = false;
};

Wanted wanted(const Field& field, const List& operand, const Env& env) {
  Wanted out;
  std::copy_if(operand.begin(), operand.end(), std::back_inserter(out.values),
               [](const Value& one) { return !one.is_unset(); });
  out.unset = out.values.size() < operand.size();
  if (field.type() == FieldType::boolean) {
    const bool any_true =
        std::any_of(out.values.begin(), out.values.end(), [](const Value& one) { return static_cast<bool>(one); });
    out.values = any_true ? List{true} : List{};
    if (out.unset) out.values.push_back(false);
    return out;
  }
  if (!folds_empty(field, env)) return out;
  const Value empty = is_number(field) ? Value(0) : Value("");
  const bool has_empty = std::find(out.values.begin(), out.values.end(), empty) != out.values.end();
  if (out.unset && !has_empty) out.values.push_back(empty);
  out.unset = out.unset || has_empty;
  return out;
}

// A list of a few values makes SQLite fill a table of its own for each run; comparisons with a column cost it nothing.
Sql among_values(const Sql& value, bool negated, const List& values) {
  constexpr std::size_t few = 8;
  if (values.size() < 2 || values.size() > few || !value.parameters.empty() || value.text.front() == '(')
    return sql("(", value, negated ? " NOT IN " : " IN ", list_select(values), ")");
  Sql out;
  for (const Value& one : values) {
    append(out, out.text.empty() ? "(" : negated ? " AND " : " OR ");
    append(out, sql(value, negated ? " <> " : " = ", Bound{one}));
  }
  append(out, ")");
  return out;
}

Sql membership(const Sql& value, const Field& field, bool negated, const List& operand, const Env& env) {
  const Wanted found = wanted(field, operand, env);
  List values;
  for (const Value& one : found.values) values.push_back(column_operand(field, one));
  const Sql among = values.empty() ? Sql{negated ? "1" : "0"} : among_values(value, negated, values);
  if (negated != found.unset) return or_unset(among, value);
  if (negated) return sql("(", among, " AND ", value, " IS NOT NULL)");
  return among;
}

Sql comparison_condition(const Sql& value, const Field& field, std::string_view comparison, Value operand,
                         const Env& env);

// --- like and its kin

// What "::text" makes of a value.
Sql as_text(const Sql& value, const Field& field) {
  switch (field.type()) {
    case FieldType::boolean: return sql("(CASE ", value, " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)");
    // 5.0 is "5" to PostgreSQL.
    case FieldType::real:
    case FieldType::monetary: return sql("rtrim(rtrim(CAST(", value, " AS TEXT), '0'), '.')");
    case FieldType::integer:
    case FieldType::many2one_reference:
    case FieldType::many2one: return sql("CAST(", value, " AS TEXT)");
    default: return value;
  }
}

Sql pattern_condition(const Sql& value, const Field& field, std::string_view comparison, const Value& operand,
                      const Env& env) {
  const bool negated = comparison.starts_with("not ");
  if (negated && !is_wrapped(comparison) && !env.since(Series::v19))
    throw value_error("Invalid leaf " + repr(List{field.name(), comparison, operand}));
  if (is_wrapped(comparison) && !operand && env.since(Series::v18)) return {negated ? "0" : "1"};
  if (!is_wrapped(comparison) && !operand && env.since(Series::v19))
    return comparison_condition(value, field, negated ? "!=" : "=", false, env);
  if (!is_wrapped(comparison) && operand && !operand.is_text() && env.since(Series::v19))
    throw Fault(FaultKind::type_error, "The pattern to match " + field.name() + " must be a string");
  if (!is_wrapped(comparison) && field.type() == FieldType::many2one && operand && !operand.is_text())
    throw Fault(FaultKind::undefined_function, field.name() + " is compared with a pattern that is no text");
  const Value converted = is_wrapped(comparison) ? Value("%" + (operand.is_unset() ? "" : python_text(operand)) + "%")
                                                 : column_operand(field, operand);
  if (converted.is_text() && converted.text().size() > pattern_max)
    throw not_simulated("a pattern of more than 49000 bytes");
  const bool ignores_case = comparison.ends_with("ilike");
  const std::string_view open = ignores_case ? "ulower(" : "(";
  const Sql like = sql("(", open, as_text(value, field), ")", negated ? " NOT LIKE " : " LIKE ", open, Bound{converted},
                       ") ESCAPE '\\')");
  const bool finds_unset = operand ? negated : is_wrapped(comparison) || env.since(Series::v18);
  return finds_unset ? or_unset(like, value) : like;
}

// --- =, !=, <, >, <=, >=

// Whether an unset number, being 0, is on the right side of an inequality.
bool holds_for_zero(std::string_view comparison, double operand) {
  if (comparison == ">=") return operand <= 0;
  if (comparison == "<=") return operand >= 0;
  if (comparison == "<") return operand > 0;
  return comparison == ">" && operand < 0;
}

// The same of an unset text, which is "" since 19.0.
bool holds_for_empty(std::string_view comparison, const std::string& operand) {
  if (comparison == "<") return !operand.empty();
  return comparison == "<=" || (comparison == ">=" && operand.empty());
}

Sql boolean_condition(const Sql& value, bool wanted) {
  return wanted ? sql("(", value, " = 1)") : sql("(", value, " IS NULL OR ", value, " = 0)");
}

// 17.0: only unset is unset, and only what is unlike something is unlike what is unset.
Sql plain_comparison(const Sql& value, const Field& field, std::string_view comparison, const Value& operand) {
  if (comparison == "=" && operand.is_unset()) return sql("(", value, " IS NULL)");
  if (comparison == "!=" && operand.is_unset()) return sql("(", value, " IS NOT NULL)");
  Sql out = sql("(", value, " ", comparison, " ", Bound{column_operand(field, operand)}, ")");
  return comparison == "!=" && operand ? or_unset(out, value) : out;
}

Sql comparison_condition(const Sql& value, const Field& field, std::string_view comparison, Value operand,
                         const Env& env) {
  if (!env.since(Series::v18)) return plain_comparison(value, field, comparison, operand);
  const bool equality = comparison == "=" || comparison == "!=";
  if (equality && (field.is_relational() || field.name() == "id") && !operand) operand = false;
  if (equality && operand.is_unset()) {
    if (is_number(field))
      operand = 0;
    else if (is_text(field))
      operand = "";
    else
      return sql("(", value, comparison == "=" ? " IS NULL)" : " IS NOT NULL)");
  }
  const bool orders_texts = !equality && is_text(field) && env.since(Series::v19);
  if (orders_texts && operand.is_unset()) operand = "";
  const Value converted = column_operand(field, operand);
  Sql out = sql("(", value, " ", comparison, " ", Bound{converted}, ")");
  if (equality && static_cast<bool>(operand) == (comparison == "!=")) return or_unset(out, value);
  if (is_number(field) && holds_for_zero(comparison, converted.number())) return or_unset(out, value);
  if (orders_texts && holds_for_empty(comparison, converted.text())) return or_unset(out, value);
  return out;
}

}  // namespace

Sql column_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                     const Value& operand) {
  if (comparison == "=?") {
    if (operand.is_unset()) return {"1"};
    return column_condition(compilation, source, field, "=", operand);
  }
  if (is_hierarchical(comparison))
    throw Fault(FaultKind::key_error, "'" + std::string(comparison) + "' on " + field.model->name + "." + field.name());
  const Sql value = field_sql(compilation, source, field);
  if (comparison == "in" || comparison == "not in") {
    if (operand.is_boolean() && !source.env().since(Series::v18))
      return sql("(", value, operand.boolean() == (comparison == "in") ? " IS NOT NULL)" : " IS NULL)");
    if (!operand.is_list() && source.env().since(Series::v19))
      return operand ? membership(value, field, comparison == "not in", {operand}, source.env())
                     : Sql{comparison == "in" ? "0" : "1"};
    if (!operand.is_list()) throw value_error("Invalid domain term " + repr(List{field.name(), comparison, operand}));
    return membership(value, field, comparison == "not in", operand.list(), source.env());
  }
  if (is_pattern(comparison)) return pattern_condition(value, field, comparison, operand, source.env());
  if (field.type() == FieldType::boolean && operand.is_boolean() && (comparison == "=" || comparison == "!="))
    return boolean_condition(value, operand.boolean() == (comparison == "="));
  return comparison_condition(value, field, comparison, operand, source.env());
}

}  // namespace paridoo::orm
