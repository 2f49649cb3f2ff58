// The behaviours of the module sale_purchase_stock.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_purchase_stock {

orm::Behaviour purchase_order();
orm::Behaviour purchase_order_line();
orm::Behaviour sale_order();
orm::Behaviour sale_order_cancel();
orm::Behaviour sale_order_line();

}  // namespace paridoo::addons::sale_purchase_stock
