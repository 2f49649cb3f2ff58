// The behaviours of the module sale_stock.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_stock {

orm::Behaviour sale_order();
orm::Behaviour sale_order_late();
orm::Behaviour sale_order_line();
orm::Behaviour account_move();
orm::Behaviour product_template();
orm::Behaviour res_users();
orm::Behaviour stock_lot();
orm::Behaviour account_move_line();
orm::Behaviour stock_move();
orm::Behaviour stock_picking();
orm::Behaviour stock_reference();
orm::Behaviour stock_rule();
orm::Behaviour sale_order_cancel();
orm::Behaviour stock_return_picking();

}  // namespace paridoo::addons::sale_stock
