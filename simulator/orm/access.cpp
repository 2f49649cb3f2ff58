#include "simulator/orm/access.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/fault.h"
#include "simulator/orm/rights_memory.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

const Field& groups_of_users(const Registry& registry) {
  const Model& users = registry.at("res.users");
  const Field* groups = users.find("groups_id");
  return groups ? *groups : users.at("group_ids");
}

bool holds_group(const Env& env, std::string_view xmlid) {
  const std::size_t dot = std::min(xmlid.find('.'), xmlid.size() - 1);
  const std::string sql = held_groups_sql(env.registry()) +
                          " SELECT 1 FROM held JOIN ir_model_data d ON d.res_id = held.id WHERE d.model = 'res.groups' "
                          "AND d.module = ? AND d.name = ?";
  return !env.store().scalar(sql, std::vector<Value>{env.uid(), xmlid.substr(0, dot), xmlid.substr(dot + 1)}).is_none();
}

}  // namespace

std::string_view name_of(Operation operation) {
  switch (operation) {
    case Operation::read: return "read";
    case Operation::write: return "write";
    case Operation::create: return "create";
    case Operation::unlink: return "unlink";
  }
  return "";
}

// Since 19.0 the store keeps only those that were given to the
// user, and what they imply follows.
std::string held_groups_sql(const Registry& registry) {
  const RelationTable& own = groups_of_users(registry).relation_table;
  const RelationTable& implied = registry.at("res.groups").at("implied_ids").relation_table;
  std::string sql = fmt::format("WITH RECURSIVE held(id) AS (SELECT \"{}\" FROM \"{}\" WHERE \"{}\" = ?",
                                own.other_column, own.table, own.column);
  if (registry.series() >= Series::v19)
    sql += fmt::format(" UNION SELECT i.\"{}\" FROM \"{}\" i JOIN held ON i.\"{}\" = held.id", implied.other_column,
                       implied.table, implied.column);
  return sql + ")";
}

Operation operation_named(std::string_view name) {
  for (const Operation operation : {Operation::read, Operation::write, Operation::create, Operation::unlink})
    if (name_of(operation) == name) return operation;
  throw value_error(fmt::format("Invalid access mode: '{}'", name));
}

bool may(const Env& env, const Model& model, Operation operation) {
  if (env.is_superuser()) return true;
  auto& known = env.transaction().rights().access;
  const RightsKey key{.uid = env.uid(), .model = model.index, .operation = operation};
  if (const auto found = known.find(key); found != known.end()) return found->second;
  const std::string sql = fmt::format(
      "{} SELECT 1 FROM ir_model_access a JOIN ir_model m ON m.id = a.model_id WHERE m.model = ? AND a.active AND "
      "a.perm_{} AND (a.group_id IS NULL OR a.group_id IN (SELECT id FROM held)) LIMIT 1",
      held_groups_sql(env.registry()), name_of(operation));
  const bool granted = !env.store().scalar(sql, std::vector<Value>{env.uid(), model.name}).is_none();
  return known.emplace(key, granted).first->second;
}

void check_access(const Env& env, const Model& model, Operation operation) {
  if (may(env, model, operation)) return;
  throw access_error(fmt::format("You are not allowed to {} '{}' ({}) records.",
                                 operation == Operation::unlink ? "delete" : name_of(operation), model.facts->label,
                                 model.name));
}

bool may_use(const Env& env, const Field& field) {
  const Value& groups = field.facts->description.get("groups");
  if (env.is_superuser() || !groups.is_text() || groups.text().empty()) return true;
  bool any_wanted = false, in_wanted = false;
  for (std::string_view rest = groups.text(); !rest.empty();) {
    std::string_view name = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
    const bool excluded = name.starts_with('!');
    const bool is_member = holds_group(env, excluded ? name.substr(1) : name);
    if (excluded && is_member) return false;
    any_wanted = any_wanted || !excluded;
    in_wanted = in_wanted || (!excluded && is_member);
  }
  return in_wanted || !any_wanted;
}

void check_field_access(const Env& env, const Field& field, Operation operation) {
  if (may_use(env, field)) return;
  throw access_error(fmt::format("You do not have enough rights to {} the field '{}' of '{}' ({}). It is kept for {}.",
                                 operation == Operation::read ? "access" : name_of(operation), field.name(),
                                 field.model->facts->label, field.model->name,
                                 field.facts->description.get("groups").text()));
}

}  // namespace paridoo::orm
