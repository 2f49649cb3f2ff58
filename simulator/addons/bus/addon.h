#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::bus {

orm::Addon bus();

}  // namespace paridoo::addons::bus
