// Conditions on fields that the store does not keep.
#include <span>

#include "simulator/orm/comodel.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

namespace {

using Path = std::span<const Field* const>;

// A condition at the end of a related path: a comparison, or membership in ids that are already SQL.
struct End {
  std::string comparison;
  Value operand = {};
  const Sql* ids = nullptr;

  // Whether records without anything at some step of the path fulfil it.
  bool holds_for_unset() const {
    const bool has_unset = operand.is_list() ? contains_unset() : !ids && operand.is_unset();
    return has_unset != is_negative(comparison);
  }
  bool contains_unset() const {
    for (const Value& one : operand.list())
      if (one.is_unset()) return true;
    return false;
  }
};

Sql along(Compilation& compilation, const Source& source, Path path, const End& end) {
  const Field& step = *path.front();
  if (path.size() == 1) {
    if (end.ids) return among(compilation, source, step, is_negative(end.comparison), *end.ids);
    const Domain leaf = term(step.name(), end.comparison, end.operand);
    return compile(compilation, source, normal_form(source.model.model(), leaf));
  }
  const Source next{source.env()[comodel_of(step).name], compilation.next_alias()};
  const Selection found{next, along(compilation, next, path.subspan(1), end)};
  const Sql reached = among(compilation, source, step, false, id_select(compilation, found));
  if (!end.holds_for_unset() || step.type() != FieldType::many2one || step.facts->required) return reached;
  return sql("(", reached, " OR ", leaf_sql(compilation, source, term(step.name(), "=", false)), ")");
}

Sql related_condition(Compilation& compilation, const Source& source, const Field& field, const End& end) {
  const RecordSet everything = source.model.sudo().with_context({{"active_test", false}});
  return along(compilation, {everything, source.alias}, field.related_path, end);
}

bool is_ignored_name(const Env& env, const Field& field) {
  return field.name() == "display_name" && !env.since(Series::v18);
}

// Before 19.0 Odoo ignores a condition that it cannot search by; what it can and we cannot is said.
void require_unsearchable(const Env& env, const Field& field) {
  const std::string name = field.model->name + "." + field.name();
  if (field.facts->searchable) throw not_simulated(name + " (search)");
  if (env.since(Series::v19)) throw value_error("Cannot convert " + name + " to SQL because it is not stored");
}

Sql searched(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
             const Value& operand) {
  Domain domain;
  compilation.is_lasting = false;
  if (is_ignored_name(source.env(), field)) return compile(compilation, source, Domain::everything());
  if (field.search)
    domain = field.search(source.model.none(), comparison, operand);
  else if (field.name() == "display_name")
    domain = search_display_name(source.model.none(), comparison, operand);
  else
    require_unsearchable(source.env(), field);
  return compile(compilation, source, normal_form(source.model.model(), domain));
}

Ids found_now(Compilation& compilation, const Env& env, const Model& model, const Sql& ids) {
  look_up(env, compilation);
  const Sql select = sql("SELECT id FROM ", identifier(model.table), " WHERE id IN ", ids);
  return env.store().ids(select.text, select.parameters);
}

}  // namespace

Sql computed_condition(Compilation& compilation, const Source& source, const Field& field, const Domain& leaf) {
  if (field.is_related())
    return related_condition(compilation, source, field, {.comparison = leaf.comparison, .operand = leaf.operand});
  return searched(compilation, source, field, leaf.comparison, leaf.operand);
}

Sql computed_among(Compilation& compilation, const Source& source, const Field& field, bool negated, const Sql& ids) {
  const std::string comparison = negated ? "not in" : "in";
  if (field.is_related()) return related_condition(compilation, source, field, {.comparison = comparison, .ids = &ids});
  const Ids found = found_now(compilation, source.env(), *field.comodel, ids);
  return searched(compilation, source, field, comparison, found);
}

}  // namespace paridoo::orm
