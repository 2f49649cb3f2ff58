// The models of the addon sales_team.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sales_team {

orm::Behaviour crm_team();
orm::Behaviour res_users();

}  // namespace paridoo::addons::sales_team
