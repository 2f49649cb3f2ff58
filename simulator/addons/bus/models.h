// The models of the addon bus.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::bus {

orm::Behaviour res_partner();
orm::Behaviour res_users();

}  // namespace paridoo::addons::bus
