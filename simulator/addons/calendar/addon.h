// The module calendar: meetings.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::calendar {

orm::Addon calendar();

}  // namespace paridoo::addons::calendar
