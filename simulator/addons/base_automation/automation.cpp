#include "simulator/addons/base_automation/automation.h"

#include <algorithm>

#include "simulator/orm/findings.h"
#include "simulator/orm/rule_expression.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

constexpr std::string_view done_key = "__action_done";

Ids done_by(const RecordSet& rule) {
  const Value& done = rule.env().context(done_key);
  const Value& ids = done.is_dict() ? done.dict().get(std::to_string(rule.id())) : Value();
  return ids.is_list() ? ids.ids() : Ids{};
}

Dict context_with_done(const RecordSet& rule, const RecordSet& records) {
  const Value& known = rule.env().context(done_key);
  Dict done = known.is_dict() ? known.dict() : Dict();
  done.set(std::to_string(rule.id()), records.ids());
  return {{std::string(done_key), done}};
}

// [id, trigger] of each active rule of a model.
Value triggers_of_rules(const RecordSet& records) {
  const Value model(records.model().name);
  List rules;
  records.env().store().run(
      "SELECT a.id, a.trigger FROM base_automation a JOIN ir_model m ON m.id = a.model_id "
      "WHERE m.model = ? AND a.active AND a.trigger IS NOT NULL ORDER BY a.id",
      {&model, 1}, [&](const StoreRow& row) {
        rules.push_back(List{row.integer(0), row.text(1)});
      });
  return rules;
}

bool watches_a_change(const RecordSet& watched, const RecordSet& record, const OldValues& old_values) {
  if (watched.empty() || !old_values) return true;
  const auto old = old_values->find(record.id());
  if (old == old_values->end()) return false;
  for (const std::string& name : watched.texts("name"))
    if (const Value* before = old->second.find(name); before && *before != record.value(name)) return true;
  return false;
}

}  // namespace

RecordSet rules_for(const RecordSet& records, std::initializer_list<std::string_view> triggers) {
  const RecordSet automations = records.sudo().env()["base.automation"];
  const Value known = records.env().transaction().findings().of(automations.model(), records.model().name,
                                                                [&] { return triggers_of_rules(records); });
  Ids ids;
  for (const Value& rule : known.list())
    if (std::ranges::find(triggers, rule.list()[1].text()) != triggers.end()) ids.push_back(rule.list()[0].integer());
  return automations.browse(std::move(ids));
}

RecordSet kept_by(const RecordSet& rule, std::string_view domain_field, const RecordSet& records) {
  const std::string domain = rule.text(domain_field);
  if (domain.empty()) return records;
  return records.sudo().filtered_domain(rule_expression(rule.env(), rule.text("name"), domain)).in(records.env());
}

void process(const RecordSet& rule, const RecordSet& records, const OldValues& old_values) {
  const Ids done = done_by(rule);
  const RecordSet fresh = records - records.browse(done);
  if (fresh.empty()) return;
  const RecordSet watched = rule["trigger_field_ids"];
  const RecordSet own =
      fresh.filtered([&](const RecordSet& record) { return watches_a_change(watched, record, old_values); });
  const Dict context = context_with_done(rule, records.browse(done) | own);
  for (const RecordSet& action : rule["action_server_ids"].with_context(context))
    for (const RecordSet& record : own)
      action
          .with_context({{"active_model", record.model().name}, {"active_id", record.id()}, {"active_ids", own.ids()}})
          .call("run");
}

}  // namespace paridoo::addons::base_automation
