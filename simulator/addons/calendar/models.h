// The behaviours of the module calendar.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::calendar {

orm::Behaviour calendar_event();
orm::Behaviour res_partner();
orm::Behaviour res_users();

}  // namespace paridoo::addons::calendar
