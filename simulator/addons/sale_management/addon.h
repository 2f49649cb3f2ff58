// The module sale_management: templates of quotations and optional products.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_management {

orm::Addon addon();

}  // namespace paridoo::addons::sale_management
