// The models of the addon utm.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::utm {

orm::Behaviour utm_campaign();
orm::Behaviour utm_medium();
orm::Behaviour utm_source();

}  // namespace paridoo::addons::utm
