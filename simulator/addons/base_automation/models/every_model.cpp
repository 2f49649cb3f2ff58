// The hooks through which every model tells automation rules of its changes.
#include "simulator/addons/base_automation/automation.h"
#include "simulator/addons/base_automation/models.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet rules = rules_for(model, {"on_create", "on_create_or_write", "on_priority_set", "on_stage_set",
                                            "on_state_set", "on_tag_set", "on_user_set"});
  const RecordSet records = super(std::move(values));
  for (const RecordSet& rule : rules) process(rule, kept_by(rule, "filter_domain", records), std::nullopt);
  return records;
}

OldValues old_values_of(const RecordSet& records, const Dict& written) {
  std::map<Id, Dict> all;
  for (const RecordSet& record : records.sudo())
    for (const auto& [name, value] : written)
      if (const Field* field = record.model().find(name); field && field->is_kept())
        all[record.id()].set(name, record.value(name));
  return all;
}

void write(const RecordSet& records, Dict values, const WriteSuper& super) {
  const RecordSet rules =
      rules_for(records, {"on_write", "on_archive", "on_unarchive", "on_create_or_write", "on_priority_set",
                          "on_stage_set", "on_state_set", "on_tag_set", "on_user_set"});
  if (rules.empty() || records.empty()) return super(records, std::move(values));
  std::vector<RecordSet> before;
  for (const RecordSet& rule : rules) before.push_back(kept_by(rule, "filter_pre_domain", records));
  const OldValues old_values = old_values_of(records, values);
  super(records, std::move(values));
  for (std::size_t at = 0; at < rules.size(); ++at)
    process(rules.at(at), kept_by(rules.at(at), "filter_domain", before[at]), old_values);
}

void unlink(const RecordSet& records, const UnlinkSuper& super) {
  for (const RecordSet& rule : rules_for(records, {"on_unlink"}))
    process(rule, kept_by(rule, "filter_domain", records), std::nullopt);
  super(records);
}

}  // namespace

Behaviour every_model() { return {.mixin_marker = "id", .create = create, .write = write, .unlink = unlink}; }

}  // namespace paridoo::addons::base_automation
