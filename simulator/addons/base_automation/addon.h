#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::base_automation {

orm::Addon base_automation();

}  // namespace paridoo::addons::base_automation
