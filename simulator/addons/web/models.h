// The models of the addon web.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::web {

orm::Behaviour base_web();
orm::Behaviour res_users();

}  // namespace paridoo::addons::web
