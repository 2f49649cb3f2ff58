// Automation rules: which there are, which records they are for, and what they do.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base_automation {

// What stored fields of records held before a write, by record; none: the records are new.
using OldValues = std::optional<std::map<orm::Id, orm::Dict>>;

// The active rules of a model for these triggers.
orm::RecordSet rules_for(const orm::RecordSet& records, std::initializer_list<std::string_view> triggers);
// Those of the records that a rule's domain ("filter_domain" or "filter_pre_domain") holds for.
orm::RecordSet kept_by(const orm::RecordSet& rule, std::string_view domain_field, const orm::RecordSet& records);
// Does the actions of a rule on the records that it was not done on before, if one of the fields that it watches has
// changed.
void process(const orm::RecordSet& rule, const orm::RecordSet& records, const OldValues& old_values);

// What a rule's record_getter says of a payload: "model.browse(payload.get('id'))" and the like. Other Python is a
// NotSimulated fault.
orm::RecordSet record_of_payload(const orm::RecordSet& model, const std::string& getter, const orm::Value& payload);

}  // namespace paridoo::addons::base_automation
