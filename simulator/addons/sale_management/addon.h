// The module sale_management: templates of quotations and optional products.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_management {

orm::Addon sale_management();

}  // namespace paridoo::addons::sale_management
