// The models of the addon base_automation.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::base_automation {

orm::Behaviour every_model();
orm::Behaviour automation_rule();
orm::Behaviour ir_actions_server();

}  // namespace paridoo::addons::base_automation
