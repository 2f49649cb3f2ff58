#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sales_team {

orm::Addon sales_team();

}  // namespace paridoo::addons::sales_team
