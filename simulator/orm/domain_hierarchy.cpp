// child_of and parent_of: a record, all that lies below it, or all that lies above.
#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/column_operand.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/findings.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

void add_new(Ids& ids, const Ids& more) {
  for (const Id id : more)
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

// What child_of follows. Models that keep the path to the root in a column follow their own parent in any case.
const Field& parent_field(const Model& model, const Field* asked, bool is_new) {
  const bool keeps_paths = model.has("parent_path");
  const Field* parent = asked && !keeps_paths ? asked : model.parent;
  if (!parent)
    throw Fault(is_new ? FaultKind::value_error : FaultKind::key_error,
                "'parent_id' (" + model.name + " has no hierarchy)");
  if (parent->comodel != &model) throw value_error("Invalid parent field: " + model.name + "." + parent->name());
  return *parent;
}

// A parent that is inherited from another model: there is nothing of this one below or above.
bool leads_elsewhere(const Model& model, const Field* asked) {
  return !asked && model.parent && model.parent->comodel != &model;
}

std::string descent_sql(const Field& parent, bool down) {
  const std::string table = identifier(parent.model->table), column = identifier(parent.name());
  const std::string step = down ? "SELECT node.id FROM " + table + " AS node JOIN tree ON node." + column + " = tree.id"
                                : "SELECT node." + column + " FROM " + table +
                                      " AS node JOIN tree ON node.id = tree.id WHERE node." + column + " IS NOT NULL";
  return "WITH RECURSIVE tree(id) AS (SELECT value FROM json_each(?) UNION " + step + ") SELECT id FROM tree";
}

// Trees of companies and locations are asked for all the time, and seldom change.
Value descent(const Env& env, const Field& parent, const Ids& roots, bool down) {
  const Field* const read = &parent;
  env.transaction().flush_for({&read, 1});
  const Value from(to_json(Value(roots)));
  const std::string name = fmt::format("{} {} {}", down ? "below" : "above", parent.name(), from.text());
  return env.transaction().findings().of(*parent.model, name, [&] {
    return Value(env.store().ids(descent_sql(parent, down), {&from, 1}));
  });
}

// Step by step, for a parent that is no column.
Ids walked(const RecordSet& roots, const Field& parent, bool down) {
  Ids found;
  RecordSet level = roots;
  while (!level.empty()) {
    add_new(found, level.ids());
    const RecordSet next = down ? level.search(term(parent.name(), "in", level.ids())) : level[parent.name()];
    level = next - level.browse(found);
  }
  return found;
}

// Before 19.0 each root is read for its path or its parent, which fails if it is gone.
void read_roots(const RecordSet& model, const Ids& ids, const Field& parent, bool down) {
  if (model.env().since(Series::v19)) return;
  const bool keeps_paths = model.model().has("parent_path");
  if (!keeps_paths && down) return;
  const RecordSet roots = model.sudo().browse(ids);
  if (keeps_paths)
    roots.texts("parent_path");
  else
    roots[parent.name()];
}

// The ids of `roots` and of what lies below or above them.
Sql closure(const RecordSet& model, const Ids& ids, const Field* asked, bool down) {
  const bool is_new = model.env().since(Series::v19);
  if (is_new && leads_elsewhere(model.model(), asked)) return list_select({});
  const Field& parent = parent_field(model.model(), asked, is_new);
  read_roots(model, ids, parent, down);
  if (parent.type() != FieldType::many2one || parent.column < 0) {
    const RecordSet all = model.sudo().with_context({{"active_test", false}});
    return list_select(Value(walked(all.browse(ids), parent, down)).list());
  }
  return list_select(descent(model.env(), parent, ids, down).list());
}

Sql has_id(const Source& source, const Sql& ids) { return sql("(", source.id(), " IN ", ids, ")"); }

}  // namespace

bool is_hierarchical(std::string_view comparison) { return comparison == "child_of" || comparison == "parent_of"; }

Ids named_ids(const RecordSet& model, const Value& operand) {
  if (operand.is_integer() || operand.is_boolean()) {
    if (!operand) return {};
    return {operand.is_integer() ? operand.integer() : 1};
  }
  const List given = operand.is_text() ? List{operand} : operand.is_list() ? operand.list() : List{};
  if (!operand.is_text() && !operand.is_list())
    throw Fault(FaultKind::type_error, "'" + std::string(kind_name(operand)) + "' object is not iterable");
  const bool names =
      !given.empty() && std::all_of(given.begin(), given.end(), [](const Value& v) { return v.is_text(); });
  Ids ids;
  for (const Value& one : given) {
    if (names)
      add_new(ids, model.search(by_name(model, "ilike", one)).ids());
    else if (one)
      ids.push_back(column_operand(model.model().at("id"), one).integer());
  }
  return ids;
}

Sql hierarchy_condition(Compilation& compilation, const Source& source, const Field& field, std::string_view comparison,
                        const Value& operand) {
  compilation.is_lasting = false;
  const bool down = comparison == "child_of";
  const bool by_id = field.name() == "id";
  const RecordSet target = by_id ? source.model : comodel_seen(source, field);
  const Ids ids = named_ids(target, operand);
  if (ids.empty()) return {"0"};
  if (by_id) return has_id(source, closure(target, ids, nullptr, down));
  if (field.type() == FieldType::many2many) {
    Selection found = selection(compilation, target, Domain::everything());
    found.where = sql(has_id(found.rows, closure(target, ids, nullptr, down)), " AND ", found.where);
    return among(compilation, source, field, false, id_select(compilation, found));
  }
  if (field.comodel == field.model) return has_id(source, closure(target, ids, &field, down));
  return among(compilation, source, field, false, closure(target, ids, nullptr, down));
}

}  // namespace paridoo::orm
