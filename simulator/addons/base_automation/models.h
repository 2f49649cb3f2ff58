// The models of the addon base_automation.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::base_automation {

orm::Behaviour every_model();
orm::Behaviour automation_rule();
orm::Behaviour ir_actions_server();

// --- automation_trigger.cpp: what follows from the trigger of a rule
std::vector<orm::Compute> trigger_computes();
// --- time_rules.cpp: rules that a scheduled job looks after
std::vector<orm::Method> time_methods();
// Lets the job run as often as the rules for a moment need, and not at all without any.
void plan_job(const orm::Env& env);
// How many minutes lie between its runs at most.
std::int64_t interval_of_job(const orm::Env& env);
// --- server_action_fields.cpp: what an action keeps for its kind of work
std::vector<orm::Compute> server_action_computes();

}  // namespace paridoo::addons::base_automation
