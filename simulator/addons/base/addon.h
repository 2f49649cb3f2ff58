#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::base {

orm::Addon base();

}  // namespace paridoo::addons::base
