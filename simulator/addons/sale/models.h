// The behaviours of the module sale.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale {

orm::Behaviour sale_order();
orm::Behaviour utm_campaign();
orm::Behaviour sale_order_line();
orm::Behaviour account_move();
orm::Behaviour account_move_line();
orm::Behaviour product_template();
orm::Behaviour product_product();
orm::Behaviour res_partner();
orm::Behaviour res_company();
orm::Behaviour crm_team();
orm::Behaviour sale_advance_payment_inv();
orm::Behaviour sale_order_cancel();
orm::Behaviour sale_order_discount();

}  // namespace paridoo::addons::sale
