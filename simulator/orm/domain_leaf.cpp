// One leaf of a domain in normal form: which kind of condition it is.
#include <algorithm>
#include <array>

#include "simulator/orm/domain_compile.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/grouping.h"
#include "simulator/orm/properties.h"
#include "simulator/orm/sql_text.h"

namespace paridoo::orm {

namespace {

Value shown(const Domain& leaf) { return List{leaf.path, leaf.comparison, leaf.operand}; }

// A boolean is no list and a list is no value: Odoo mends both mistakes.
std::string_view mended(const Domain& leaf) {
  if (leaf.operand.is_boolean() && leaf.comparison == "in") return "=";
  if (leaf.operand.is_boolean() && leaf.comparison == "not in") return "!=";
  if (leaf.operand.is_list() && leaf.comparison == "=") return "in";
  if (leaf.operand.is_list() && leaf.comparison == "!=") return "not in";
  return leaf.comparison;
}

Domain with_comparison(Domain leaf, std::string_view comparison) {
  leaf.comparison = comparison;
  return leaf;
}

Sql date_number_condition(Compilation& compilation, const Source& source, const Field& field, const Domain& leaf) {
  static constexpr std::array<std::string_view, 6> comparisons = {"=", "!=", "<", ">", "<=", ">="};
  const std::string number = leaf.path.substr(leaf.path.find('.') + 1);
  if (!is_date_number(number))
    throw value_error("Error when processing the field " + field.model->name + "." + field.name() +
                      ", the granularity " + number + " is not supported");
  if (std::find(comparisons.begin(), comparisons.end(), leaf.comparison) == comparisons.end())
    throw not_simulated("the condition " + repr(shown(leaf)));
  return sql("(", date_key(compilation, source, field, number), " ", leaf.comparison, " ", Bound{leaf.operand}, ")");
}

// The condition is one of the parent's row. Its truth is handed out as it is, unknown included.
Sql inherited_condition(Compilation& compilation, const Source& source, const Field& field, const Domain& leaf) {
  const Field& link = *field.related_path.front();
  const Source parent{source.env()[link.comodel->name], compilation.next_alias()};
  const Sql key = field_sql(compilation, source, link);
  return sql("(SELECT ", leaf_sql(compilation, parent, leaf), " FROM ", identifier(link.comodel->table), " AS ",
             parent.alias, " WHERE ", parent.id(), " = ", key, ")");
}

Sql binary_condition(Compilation& compilation, const Source& source, const Field& field, const Domain& leaf) {
  const bool asks_for_presence = (leaf.comparison == "=" || leaf.comparison == "!=") && !leaf.operand;
  // Odoo cannot look into attachments: it leaves other conditions out.
  if (!asks_for_presence) return {.text = "1"};
  return column_condition(compilation, source, field, leaf.comparison, false);
}

bool is_attachment(const Field& field) {
  return field.type() == FieldType::binary && field.facts->description.get("attachment");
}

// A day stands for its first second, or its last where the day itself is to be in or out.
Value as_moment(std::string_view comparison, const Value& operand) {
  if (!operand.is_text() || operand.text().size() != 10) return operand;
  const bool end_of_day = comparison == ">" || comparison == "<=";
  return operand.text() + (end_of_day ? " 23:59:59" : " 00:00:00");
}

Sql kept_condition(Compilation& compilation, const Source& source, const Field& field, const Domain& leaf) {
  if (field.is_relational() && is_hierarchical(leaf.comparison))
    return hierarchy_condition(compilation, source, field, leaf.comparison, leaf.operand);
  switch (field.type()) {
    case FieldType::one2many: return one2many_condition(compilation, source, field, leaf.comparison, leaf.operand);
    case FieldType::many2many: return many2many_condition(compilation, source, field, leaf.comparison, leaf.operand);
    case FieldType::many2one: return many2one_condition(compilation, source, field, leaf.comparison, leaf.operand);
    case FieldType::datetime:
      return column_condition(compilation, source, field, leaf.comparison, as_moment(leaf.comparison, leaf.operand));
    default: break;
  }
  if (is_attachment(field)) return binary_condition(compilation, source, field, leaf);
  return column_condition(compilation, source, field, leaf.comparison, leaf.operand);
}

}  // namespace

bool is_inherited(const Field& field) {
  if (field.is_kept() || field.related_path.size() != 2) return false;
  const auto& inherits = field.model->inherits;
  return field.related_path[1]->name() == field.name() &&
         std::any_of(inherits.begin(), inherits.end(),
                     [&](const auto& parent) { return parent.second == field.related_path[0]; });
}

namespace {

Sql well_formed_leaf(Compilation& compilation, const Source& source, const Domain& leaf) {
  if (const std::string_view comparison = mended(leaf); comparison != leaf.comparison)
    return well_formed_leaf(compilation, source, with_comparison(leaf, comparison));
  const std::size_t dot = leaf.path.find('.');
  const Field& field = source.model.model().at(std::string_view(leaf.path).substr(0, dot));
  if (is_inherited(field)) return inherited_condition(compilation, source, field, leaf);
  if (leaf.path == "id" && is_hierarchical(leaf.comparison))
    return hierarchy_condition(compilation, source, field, leaf.comparison, leaf.operand);
  if (field.type() == FieldType::properties) return property_condition(compilation, source, field, leaf);
  if (dot != std::string::npos && is_date(field) && source.env().since(Series::v18))
    return date_number_condition(compilation, source, field, leaf);
  if (!leaf.parts.empty())
    return any_condition(compilation, source, field, leaf.comparison == "not any", leaf.parts.front());
  if (dot != std::string::npos && source.env().since(Series::v19))
    throw value_error("Invalid field property '" + leaf.path.substr(dot + 1) + "' on " + field.model->name + "." +
                      field.name());
  if (dot != std::string::npos)
    throw Fault(FaultKind::assertion_error, "Invalid field '" + leaf.path + "' in domain term " + repr(shown(leaf)));
  if (field.expression && !field.search)
    return column_condition(compilation, source, field, leaf.comparison, leaf.operand);
  if (!field.is_kept()) return computed_condition(compilation, source, field, leaf);
  return kept_condition(compilation, source, field, leaf);
}

}  // namespace

// What only the database refuses comes after all that Odoo finds wrong with the rest of the search.
Sql leaf_sql(Compilation& compilation, const Source& source, const Domain& leaf) {
  try {
    return well_formed_leaf(compilation, source, leaf);
  } catch (const Fault& fault) {
    if (!is_of_database(fault.kind())) throw;
    if (!compilation.refusal) compilation.refusal = fault;
    return {.text = "0"};
  }
}

}  // namespace paridoo::orm
