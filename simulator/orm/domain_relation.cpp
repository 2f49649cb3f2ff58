// Conditions on relational fields that the store keeps.
#include <algorithm>
#include <functional>

#include "simulator/orm/column_operand.h"
#include "simulator/orm/comodel.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/reference_field.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

namespace {

std::string positive(std::string_view comparison) {
  return std::string(is_negative(comparison) ? opposite(comparison) : comparison);
}

bool is_list_of_texts(const Value& operand) {
  return operand.is_list() && !operand.list().empty() &&
         std::all_of(operand.list().begin(), operand.list().end(), [](const Value& one) { return one.is_text(); });
}

// What only texts and numbers can be read as.
Value as_id(const Field& id, const Value& one) {
  if (!one.is_boolean() && !one.is_list()) return column_operand(id, one);
  throw Fault(FaultKind::undefined_function, id.model->name + ".id is not to be compared with " + repr(one));
}

// The ids that a client gave for records of a comodel: a list, or one of them. Odoo itself drops what is empty from
// those of a many2many.
Sql given_ids(const Field& field, const Value& operand) {
  const Field& id = comodel_of(field).at("id");
  if (!operand.is_list()) return list_select(operand ? List{column_operand(id, operand)} : List{});
  List ids;
  for (const Value& one : operand.list())
    if (field.type() == FieldType::many2many ? static_cast<bool>(one) : !one.is_none()) ids.push_back(as_id(id, one));
  return list_select(ids);
}

Selection named(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                const Value& name) {
  const RecordSet comodel = comodel_seen(source, field);
  return selection(compilation, comodel, x2many_filter(field) & by_name(comodel, positive(comparison), name));
}

// The comodel's rows that are these records; for links by model name, those that do link to this model.
Selection given(Compilation& compilation, const Source& source, const Field& field, const Sql& ids) {
  const bool by_name = field.inverse_field->type() != FieldType::many2one;
  const RecordSet comodel = comodel_seen(source, field);
  Selection out = by_name ? selection(compilation, comodel, x2many_filter(field))
                          : Selection{{comodel, compilation.next_alias()}, {"1"}};
  out.where = sql("(", out.rows.id(), " IN ", ids, " AND ", out.where, ")");
  return out;
}

Sql has_id(const Source& source, bool negated, const Sql& ids) {
  return sql("(", source.id(), negated ? " NOT IN " : " IN ", ids, ")");
}

const Field& inverse_of(const Field& field) {
  if (!field.inverse_field)
    throw not_simulated(field.model->name + "." + field.name() + " (there are no facts of its inverse " +
                        field.facts->relation + "." + field.facts->relation_field + ")");
  return *field.inverse_field;
}

// The records that lines refer to through a field which is computed each time.
Sql computed_parents(Compilation& compilation, const Selection& lines, const Field& inverse) {
  const Source& rows = lines.rows;
  const Sql select = sql("SELECT ", rows.id(), " FROM ", identifier(rows.model.model().table), " AS ", rows.alias,
                         " WHERE ", lines.where);
  look_up(rows.env(), compilation);
  const Ids ids = rows.env().store().ids(select.text, select.parameters);
  return list_select(Value(rows.model.browse(ids).sudo()[inverse.name()].ids()).list());
}

// The ids of the records whose lines these are. An unset one among them would make NOT IN unknown.
Sql parents_of(Compilation& compilation, Selection lines, const Field& inverse) {
  if (!inverse.is_kept()) return computed_parents(compilation, lines, inverse);
  const Sql link = field_sql(compilation, lines.rows, inverse);
  lines.where = sql("(", lines.where, " AND ", link, " IS NOT NULL)");
  if (!link.parameters.empty()) throw not_simulated(inverse.model->name + "." + inverse.name() + " (as an inverse)");
  return subselect(compilation, lines, link.text);
}

Sql with_lines(Compilation& compilation, const Source& source, const Field& field, bool wanted) {
  const Field& inverse = inverse_of(field);
  Domain any_line = term(inverse.name(), "!=", false);
  if (inverse.type() != FieldType::many2one) any_line = std::move(any_line) & x2many_filter(field);
  const Selection lines = selection(compilation, comodel_seen(source, field), any_line);
  return has_id(source, !wanted, parents_of(compilation, lines, inverse));
}

Sql linked_to(Compilation& compilation, const Source& source, const Field& field, bool negated, const Sql& ids) {
  compilation.read(field);
  const RelationTable& relation = field.relation_table;
  return has_id(source, negated,
                sql("(SELECT ", identifier(relation.column), " FROM ", identifier(relation.table), " WHERE ",
                    identifier(relation.other_column), " IN ", ids, ")"));
}

Sql with_links(Compilation& compilation, const Source& source, const Field& field, bool wanted) {
  compilation.read(field);
  const RelationTable& relation = field.relation_table;
  return has_id(source, !wanted,
                sql("(SELECT ", identifier(relation.column), " FROM ", identifier(relation.table), ")"));
}

// What a many2one is to be compared with is the name of a record. Odoo mends comparisons that make no sense of it.
std::string name_comparison(std::string_view comparison, bool is_list) {
  if (comparison.starts_with('<') || comparison.starts_with('>')) comparison = "in";
  if (!is_list && comparison == "in") return "=";
  if (!is_list && comparison == "not in") return "!=";
  return std::string(comparison);
}

Sql named_many2one(Compilation& compilation, const Source& source, const Field& field, std::string_view written,
                   const Value& operand) {
  const std::string comparison = name_comparison(written, operand.is_list());
  const RecordSet comodel = comodel_seen(source, field);
  const Selection found = selection(compilation, comodel, by_name(comodel, positive(comparison), operand));
  const Sql among_them = among(compilation, source, field, is_negative(comparison), id_select(compilation, found));
  if (!is_negative(comparison)) return among_them;
  return sql("(", among_them, " OR ", column_condition(compilation, source, field, "=", false), ")");
}

}  // namespace

Domain x2many_filter(const Field& field) {
  Domain filter = field.domain.value_or(Domain::everything());
  if (field.type() != FieldType::one2many || !field.inverse_field) return filter;
  const Field* model_field = model_field_of(*field.inverse_field);
  return model_field ? std::move(filter) & term(model_field->name(), "=", field.model->name) : filter;
}

RecordSet comodel_seen(const Source& source, const Field& field) {
  const RecordSet comodel = source.env()[comodel_of(field).name];
  if (field.type() == FieldType::many2one) return comodel.with_context({{"active_test", false}});
  return field.active_test ? comodel.with_context({{"active_test", *field.active_test}}) : comodel;
}

Sql among(Compilation& compilation, const Source& source, const Field& field, bool negated, const Sql& ids) {
  if (!field.is_kept()) return computed_among(compilation, source, field, negated, ids);
  if (field.type() == FieldType::many2many) return linked_to(compilation, source, field, negated, ids);
  if (field.type() != FieldType::one2many)
    return sql("(", field_sql(compilation, source, field), negated ? " NOT IN " : " IN ", ids, ")");
  const Field& inverse = inverse_of(field);
  return has_id(source, negated, parents_of(compilation, given(compilation, source, field, ids), inverse));
}

Sql any_condition(Compilation& compilation, const Source& source, const Field& field, bool negated,
                  const Domain& inside) {
  const Domain wanted = field.is_x2many() ? x2many_filter(field) & inside : inside;
  const Selection found = selection(compilation, comodel_seen(source, field), wanted);
  const Sql among_them = among(compilation, source, field, negated, id_select(compilation, found));
  if (!negated || field.is_x2many()) return among_them;
  return sql("(", among_them, " OR ", leaf_sql(compilation, source, term(field.name(), "=", false)), ")");
}

// Lists have no order to be compared in, which 19.0 says.
void require_comparable(const Env& env, const Field& field, std::string_view comparison) {
  if (env.since(Series::v19) && (comparison.starts_with('<') || comparison.starts_with('>')))
    throw Fault(FaultKind::assertion_error, field.model->name + "." + field.name() + " is a list of records");
}

bool is_membership(std::string_view comparison) { return comparison == "in" || comparison == "not in"; }

// Since 19.0 False in a list of records stands for having none.
bool stands_for_none(const Value& one) { return one == Value(false) || one == Value(0); }

bool is_mixed(const Env& env, std::string_view comparison, const Value& operand) {
  return env.since(Series::v19) && operand.is_list() && is_membership(comparison) &&
         std::ranges::any_of(operand.list(), [](const Value& one) { return stands_for_none(one) || one.is_text(); });
}

// ... and texts among them for names.
Sql mixed_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                    const Value& operand) {
  const bool negated = is_negative(comparison);
  List records;
  std::vector<Domain> terms;
  for (const Value& one : operand.list())
    if (!stands_for_none(one) && !one.is_text()) records.push_back(one);
  if (std::ranges::any_of(operand.list(), stands_for_none))
    terms.push_back(term(field.name(), negated ? "!=" : "=", false));
  for (const Value& one : operand.list())
    if (one.is_text()) terms.push_back(term(field.name(), negated ? "!=" : "=", one));
  if (!records.empty()) terms.push_back(term(field.name(), std::string(comparison), records));
  Sql out;
  for (const Domain& one : terms) {
    append(out, out.text.empty() ? std::string_view("(") : negated ? " AND " : " OR ");
    append(out, leaf_sql(compilation, source, one));
  }
  append(out, ")");
  return out;
}

// Whether a condition asks for having none at all. Since 19.0 all that is empty asks so.
bool asks_for_none(const Env& env, std::string_view comparison, const Value& operand) {
  if (operand == Value(false)) return true;
  const bool is_equality = comparison == "=" || comparison == "!=" || comparison.ends_with("like");
  return env.since(Series::v19) && is_equality && (operand.is_unset() || operand == Value(0));
}

// ... and what is like nothing has some.
bool asks_for_some(const Env& env, std::string_view comparison) {
  const bool turns = env.since(Series::v19) && comparison.ends_with("like") && comparison.find('=') == comparison.npos;
  return is_negative(comparison) != turns;
}

Sql one2many_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                       const Value& operand) {
  require_comparable(source.env(), field, comparison);
  if (is_mixed(source.env(), comparison, operand))
    return mixed_condition(compilation, source, field, comparison, operand);
  const bool negated = is_negative(comparison);
  const Field& inverse = inverse_of(field);
  if (asks_for_none(source.env(), comparison, operand))
    return with_lines(compilation, source, field, asks_for_some(source.env(), comparison));
  const Selection lines = operand.is_text() ? named(compilation, source, field, comparison, operand)
                                            : given(compilation, source, field, given_ids(field, operand));
  return has_id(source, negated, parents_of(compilation, lines, inverse));
}

Sql many2many_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                        const Value& operand) {
  require_comparable(source.env(), field, comparison);
  if (is_mixed(source.env(), comparison, operand))
    return mixed_condition(compilation, source, field, comparison, operand);
  const bool negated = is_negative(comparison);
  if (asks_for_none(source.env(), comparison, operand))
    return with_links(compilation, source, field, asks_for_some(source.env(), comparison));
  const Sql ids = operand.is_text() ? id_select(compilation, named(compilation, source, field, comparison, operand))
                                    : given_ids(field, operand);
  return linked_to(compilation, source, field, negated, ids);
}

Sql many2one_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                       const Value& operand) {
  if ((operand.is_text() || is_list_of_texts(operand)) && field.comodel)
    return named_many2one(compilation, source, field, comparison, operand);
  return column_condition(compilation, source, field, comparison, operand);
}

}  // namespace paridoo::orm
