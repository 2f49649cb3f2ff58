// filtered_domain(): a domain evaluated on what records hold now. Odoo's own rules, which are Python's where a search
// has SQL's: an unset value is False, and False is neither less nor greater than anything.
#include <algorithm>
#include <functional>
#include <span>

#include "simulator/orm/column_operand.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/letter_case.h"
#include "simulator/orm/like_pattern.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

using Truths = std::vector<bool>;  // one for each record of a set

bool is_date(const Field& field) { return field.type() == FieldType::date || field.type() == FieldType::datetime; }

bool is_text(const Field& field) {
  return field.type() == FieldType::character || field.type() == FieldType::text || field.type() == FieldType::html;
}

// Dates and moments become comparable; unset ones None.
Value as_moment(const Value& value) {
  if (!value.is_text() || value.text().empty()) return {};
  return value.text().size() == 10 ? Value(value.text() + " 00:00:00") : value;
}

bool contains(std::span<const Value> list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// --- the values of a record that a leaf compares

// The first of a list, as the kind of what a relation is compared with.
const Value& sample(const Value& operand) {
  return operand.is_list() && !operand.list().empty() ? operand.list().front() : operand;
}

List names_of(const RecordSet& records) {
  List names;
  for (const RecordSet& record : records) names.push_back(record.display_name());
  return names;
}

List relation_values(const RecordSet& records, const Value& operand) {
  if (sample(operand).is_text()) return names_of(records);
  if (records.empty()) return {false};
  return Value(records.ids()).list();
}

bool is_relation(const Field& field) { return field.is_relational() || field.name() == "id"; }

List values_of(const RecordSet& record, const Field& field, const Value& operand) {
  return relation_values(field.is_relational() ? record[field.name()] : record, operand);
}

Value value_of(const RecordSet& record, const Field& field) {
  const Value value = shown(field, record.value(field.name()));
  return is_date(field) ? as_moment(value) : value;
}

// --- comparisons

bool is_less(const Value& left, const Value& right) {
  if (left.is_text() && right.is_text()) return left.text() < right.text();
  const auto counts = [](const Value& value) { return value.is_number() || value.is_boolean(); };
  return counts(left) && counts(right) && left.number() < right.number();
}

bool holds_between(const Value& left, std::string_view comparison, const Value& right) {
  if (left.is_unset()) return false;
  if (comparison == "<") return is_less(left, right);
  if (comparison == ">") return is_less(right, left);
  return left == right || (comparison == "<=" ? is_less(left, right) : is_less(right, left));
}

std::string pattern_text(const Value& value, bool ignores_case) {
  if (!value) return {};
  return ignores_case ? lower_case(python_text(value)) : python_text(value);
}

// A leaf, prepared to be asked of one record after the other.
using Values = std::span<const Value>;
using Test = std::function<bool(Values values)>;

Test membership_test(const Field& field, bool negated, const Value& operand) {
  List wanted = operand.is_list() ? operand.list() : List{operand};
  if (is_date(field)) std::transform(wanted.begin(), wanted.end(), wanted.begin(), as_moment);
  if (is_text(field) && (contains(wanted, false) || contains(wanted, ""))) {
    wanted.push_back(false);
    wanted.push_back("");
  }
  return [negated, wanted = std::move(wanted)](Values values) {
    return negated != std::any_of(values.begin(), values.end(), [&](const Value& v) { return contains(wanted, v); });
  };
}

Test pattern_test(std::string_view comparison, const Value& operand) {
  const bool ignores_case = comparison.ends_with("ilike"), negated = comparison.starts_with("not ");
  std::string pattern = pattern_text(operand, ignores_case);
  if (comparison.front() != '=') pattern = "%" + pattern + "%";
  return [=](Values values) {
    return negated != std::any_of(values.begin(), values.end(), [&](const Value& value) {
             return matches_like(pattern_text(value, ignores_case), pattern);
           });
  };
}

Test value_test(const Field& field, const Domain& leaf) {
  std::string comparison = leaf.comparison;
  Value operand = leaf.operand;
  if (comparison.ends_with("like")) return pattern_test(comparison, operand);
  const bool equality = comparison == "=" || comparison == "!=";
  if (equality && is_text(field) && !operand) return membership_test(field, comparison == "!=", List{"", false});
  if (comparison == "in" || comparison == "not in") return membership_test(field, comparison == "not in", operand);
  if (is_date(field)) operand = as_moment(operand);
  if (comparison == "=?" && !operand) return [](Values) { return true; };
  if (equality || comparison == "=?")
    return [negated = comparison == "!=", operand](Values values) { return negated != contains(values, operand); };
  return [comparison, operand](Values values) {
    return std::any_of(values.begin(), values.end(),
                       [&](const Value& value) { return holds_between(value, comparison, operand); });
  };
}

// --- the tree

Truths truths(const RecordSet& records, const Domain& domain);

Truths any_truths(const RecordSet& records, const Field& field, bool negated, const Domain& inside) {
  Truths out;
  for (const RecordSet& record : records)
    out.push_back(negated != !record[field.name()].filtered_domain(inside).empty());
  return out;
}

// Hierarchies are asked of the database.
Truths searched_truths(const RecordSet& records, const Domain& leaf) {
  const RecordSet everything = records.with_context({{"active_test", false}});
  const RecordSet found = everything.search(term("id", "in", records.ids()) & leaf);
  Truths out;
  for (const Id id : records.ids()) out.push_back(found.contains(id));
  return out;
}

void require_comparison(const Domain& leaf) {
  const bool known = !opposite(leaf.comparison).empty() || leaf.comparison == "=?" || leaf.comparison == "=like" ||
                     leaf.comparison == "=ilike";
  if (known) return;
  throw value_error("Invalid term domain " + repr(List{leaf.path, leaf.comparison, leaf.operand}) + ": operator '" +
                    leaf.comparison + "' doesn't exist");
}

Truths leaf_truths(const RecordSet& records, const Domain& leaf) {
  if (is_hierarchical(leaf.comparison)) return searched_truths(records, leaf);
  std::string_view path = leaf.path;
  if (path.ends_with(".id")) path.remove_suffix(3);
  const std::size_t dot = path.find('.');
  const Field& field = records.model().at(path.substr(0, dot));
  require_comparison(leaf);
  if (dot != std::string_view::npos) {
    if (!field.is_relational()) throw value_error("Invalid field '" + leaf.path + "' in a domain");
    const Domain rest = term(std::string(path.substr(dot + 1)), leaf.comparison, leaf.operand);
    return any_truths(records, field, false, rest);
  }
  if (leaf.comparison == "any" || leaf.comparison == "not any")
    return any_truths(records, field, leaf.comparison == "not any", parse_domain(leaf.operand));
  const Test test = value_test(field, leaf);
  Truths out;
  for (const RecordSet& record : records) {
    if (is_relation(field)) {
      out.push_back(test(values_of(record, field, leaf.operand)));
    } else {
      const Value value = value_of(record, field);
      out.push_back(test({&value, 1}));
    }
  }
  return out;
}

Truths truths(const RecordSet& records, const Domain& domain) {
  using Kind = Domain::Kind;
  if (domain.kind == Kind::leaf) return leaf_truths(records, domain);
  Truths out(records.size(), domain.kind == Kind::all || domain.kind == Kind::both);
  for (const Domain& part : domain.parts) {
    const Truths of_part = truths(records, part);
    for (std::size_t at = 0; at < out.size(); ++at)
      out[at] = domain.kind == Kind::both       ? out[at] && of_part[at]
                : domain.kind == Kind::negation ? !of_part[at]
                                                : out[at] || of_part[at];
  }
  return out;
}

}  // namespace

RecordSet RecordSet::filtered_domain(const Domain& domain) const {
  if (empty() || domain.kind == Domain::Kind::all) return *this;
  const Truths kept = truths(*this, domain);
  Ids ids;
  for (std::size_t at = 0; at < ids_.size(); ++at)
    if (kept[at]) ids.push_back(ids_[at]);
  return browse(std::move(ids));
}

RecordSet RecordSet::where(std::string path, std::string comparison, Value operand) const {
  return filtered_domain(term(std::move(path), std::move(comparison), std::move(operand)));
}

}  // namespace paridoo::orm
