// The module purchase_stock: purchase orders that are received in a warehouse, and needs that are bought.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::purchase_stock {

orm::Addon purchase_stock();

}  // namespace paridoo::addons::purchase_stock
