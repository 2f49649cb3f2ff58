// The module sale_stock: sales orders that are delivered from a warehouse.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_stock {

orm::Addon sale_stock();

}  // namespace paridoo::addons::sale_stock
