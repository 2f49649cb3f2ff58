// The models of the addon base_automation.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::base_automation {

orm::Behaviour every_model();
orm::Behaviour automation_rule();
orm::Behaviour ir_actions_server();

// --- automation_trigger.cpp: what follows from the trigger of a rule
std::vector<orm::Compute> trigger_computes();
// --- server_action_fields.cpp: what an action keeps for its kind of work
std::vector<orm::Compute> server_action_computes();

}  // namespace paridoo::addons::base_automation
