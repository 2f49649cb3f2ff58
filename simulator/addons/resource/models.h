// The models of the addon resource.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::resource {

orm::Behaviour resource_calendar();

}  // namespace paridoo::addons::resource
