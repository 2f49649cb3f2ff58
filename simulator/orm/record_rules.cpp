#include "simulator/orm/record_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "simulator/orm/fault.h"
#include "simulator/orm/own_access.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/rights_memory.h"
#include "simulator/orm/rule_expression.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

std::string rules_sql(const Registry& registry, Operation operation) {
  const RelationTable& groups = registry.at("ir.rule").at("groups").relation_table;
  return fmt::format(
      "{0} SELECT r.name, r.domain_force, EXISTS (SELECT 1 FROM \"{2}\" g WHERE g.\"{3}\" = r.id) AS has_groups "
      "FROM ir_rule r JOIN ir_model m ON m.id = r.model_id WHERE m.model = ? AND r.active AND r.perm_{1} AND "
      "(NOT has_groups OR EXISTS (SELECT 1 FROM \"{2}\" g JOIN held ON held.id = g.\"{4}\" WHERE g.\"{3}\" = r.id)) "
      "ORDER BY r.id",
      held_groups_sql(registry), name_of(operation), groups.table, groups.column, groups.other_column);
}

const std::vector<RecordRule>& rules_for(const Env& env, const Model& model, Operation operation) {
  auto& known = env.transaction().rights().rules;
  const RightsKey key{.uid = env.uid(), .model = model.index, .operation = operation};
  if (const auto found = known.find(key); found != known.end()) return found->second;
  std::vector<RecordRule> rules;
  env.store().run(rules_sql(env.registry(), operation), std::vector<Value>{env.uid(), model.name},
                  [&](const StoreRow& row) {
                    rules.push_back({.name = std::string(row.text(0)),
                                     .domain = row.is_null(1) ? std::string() : std::string(row.text(1)),
                                     .has_groups = row.integer(2) != 0});
                  });
  return known.emplace(key, std::move(rules)).first->second;
}

// What the rules of the record that one delegates to say holds for it too.
Domain inherited_rules(const Env& env, const Model& model, Operation operation) {
  Domain all = Domain::everything();
  for (const auto& [parent, through] : model.inherits) {
    const auto of_parent = rule_domain(env, *parent, operation);
    if (of_parent->kind != Domain::Kind::all) all = std::move(all) & term(through->name(), "any", to_list(*of_parent));
  }
  return all;
}

// Evaluating a rule reads, and what is read may be computed and change something: no reference into the memory is held
// across it.
Domain evaluated_rules(const Env& env, const Model& model, Operation operation) {
  Domain global = inherited_rules(env, model, operation);
  std::optional<Domain> of_groups;
  for (const RecordRule& rule : std::vector(rules_for(env, model, operation))) {
    Domain domain = rule_expression(env, rule.name, rule.domain);
    if (!rule.has_groups)
      global = std::move(global) & std::move(domain);
    else
      of_groups = of_groups ? std::move(*of_groups) | std::move(domain) : std::move(domain);
  }
  return of_groups ? std::move(global) & std::move(*of_groups) : global;
}

// What asks for the time holds for no time.
bool asks_time(const RecordRule& rule) { return rule.domain.find("time") != std::string::npos; }

// Of the user itself, and not only which one it is ("user.id").
bool asks_of_user(const RecordRule& rule) {
  constexpr std::string_view user = "user.", id = "id";
  const std::string_view domain = rule.domain;
  for (std::size_t at = domain.find(user); at != domain.npos; at = domain.find(user, at + 1)) {
    const std::string_view rest = domain.substr(at + user.size());
    const char next = rest.size() > id.size() ? rest[id.size()] : ' ';
    if (!rest.starts_with(id) || std::isalnum(static_cast<unsigned char>(next)) || next == '_') return true;
  }
  return false;
}

bool any_rule(const Env& env, const Model& model, Operation operation, bool (*asks)(const RecordRule&)) {
  return std::ranges::any_of(rules_for(env, model, operation), asks) ||
         std::ranges::any_of(model.inherits,
                             [&](const auto& parent) { return any_rule(env, *parent.first, operation, asks); });
}

// The companies asked for are all of the context that a rule may look at.
Env rule_env(const Env& env) {
  const Value* companies = env.context().find("allowed_company_ids");
  return env.with_whole_context(companies ? Dict{{"allowed_company_ids", *companies}} : Dict());
}

}  // namespace

std::shared_ptr<const Domain> rule_domain(const Env& env, const Model& model, Operation operation) {
  static const auto everything = std::make_shared<const Domain>(Domain::everything());
  if (env.is_superuser() || !env.registry().find("ir.rule")) return everything;
  const std::pair key(RightsKey{.uid = env.uid(), .model = model.index, .operation = operation},
                      env.context("allowed_company_ids").ids());
  RightsMemory& rights = env.transaction().rights();
  for (const RuleDomains* known : {&rights.steady_domains, &rights.domains})
    if (const auto found = known->find(key); found != known->end()) return found->second;
  auto domain = std::make_shared<const Domain>(evaluated_rules(rule_env(env), model, operation));
  if (!any_rule(env, model, operation, asks_time))
    (any_rule(env, model, operation, asks_of_user) ? rights.domains : rights.steady_domains).emplace(key, domain);
  return domain;
}

namespace {

RecordSet left_by_rules(const RecordSet& records, Operation operation) {
  const auto rules = rule_domain(records.env(), records.model(), operation);
  if (rules->kind == Domain::Kind::all) return records;
  return records.sudo().filtered_domain(*rules).in(records.env());
}

[[noreturn]] void refuse(const RecordSet& refused, Operation operation) {
  throw access_error(fmt::format(
      "Sorry, the record rules do not allow {} (id={}) to {} the record {} (id={}) of '{}' ({}). Please ask an "
      "administrator if you need it.",
      refused.env().user().display_name(), refused.env().uid(),
      operation == Operation::unlink ? "delete" : name_of(operation), refused.first().sudo().display_name(),
      refused.first().id(), refused.model().facts->label, refused.model().name));
}

}  // namespace

RecordSet permitted(const RecordSet& records, Operation operation) {
  if (records.empty()) return records;
  return permitted_by_model(records, left_by_rules(records, operation), operation);
}

RecordSet shown(const RecordSet& records) {
  return records.empty() ? records : shown_of(left_by_rules(records, Operation::read));
}

void check_shown(const RecordSet& records) {
  if (const RecordSet refused = records - shown(records)) refuse(refused, Operation::read);
}

void check_referred(const Env& env, const Model& model, const Dict& values,
                    std::initializer_list<std::string_view> fields) {
  if (env.is_superuser()) return;
  for (const std::string_view name : fields)
    if (const Value& id = values.get(name); id.is_integer())
      check_rules(env[model.at(name).comodel->name].browse(id.integer()).exists(), Operation::read);
}

void check_rules(const RecordSet& records, Operation operation) {
  if (const RecordSet refused = records - permitted(records, operation)) refuse(refused, operation);
}

}  // namespace paridoo::orm
