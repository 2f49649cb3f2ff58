// The behaviours of the module purchase.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::purchase {

orm::Behaviour purchase_order();
orm::Behaviour purchase_order_line();
orm::Behaviour purchase_order_line_onchange();
orm::Behaviour purchase_order_reminder();
orm::Behaviour account_move();
orm::Behaviour account_move_line();
orm::Behaviour product_product();
orm::Behaviour product_template();
orm::Behaviour res_partner();

}  // namespace paridoo::addons::purchase
