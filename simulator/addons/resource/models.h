// The models of the addon resource.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::resource {

orm::Behaviour resource_calendar();
orm::Behaviour resource_calendar_attendance();
orm::Behaviour resource_calendar_leaves();

// Whether a day is in the second week of a calendar of two weeks.
bool is_second_week(orm::Day day);

}  // namespace paridoo::addons::resource
