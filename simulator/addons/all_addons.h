// The one list of what the simulator knows to do: Odoo's modules, each after those that it builds on.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"

namespace paridoo::addons {

std::vector<orm::Addon> all_addons();

}  // namespace paridoo::addons
