// The behaviours of the module purchase_stock.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::purchase_stock {

orm::Behaviour purchase_order();
orm::Behaviour purchase_order_late();
orm::Behaviour purchase_order_line();
orm::Behaviour product_replenish();
orm::Behaviour product_supplierinfo();
orm::Behaviour res_partner();
orm::Behaviour account_move();
orm::Behaviour account_move_line();
orm::Behaviour stock_lot();
orm::Behaviour stock_move();
orm::Behaviour stock_move_currency();
orm::Behaviour stock_picking();
orm::Behaviour stock_reference();
orm::Behaviour stock_return_picking();
orm::Behaviour stock_rule();
orm::Behaviour stock_warehouse();
orm::Behaviour stock_warehouse_orderpoint();

}  // namespace paridoo::addons::purchase_stock
