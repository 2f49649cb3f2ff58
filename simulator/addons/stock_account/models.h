// What the addon adds to models, each in models/<model>.cpp or wizard/<wizard>.cpp.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::stock_account {

orm::Behaviour account_move();
orm::Behaviour account_move_line();
orm::Behaviour product_category();
orm::Behaviour product_product();
orm::Behaviour product_template();
orm::Behaviour product_value();
orm::Behaviour res_company();
orm::Behaviour stock_location();
orm::Behaviour stock_lot();
orm::Behaviour stock_move();
orm::Behaviour stock_move_line();
orm::Behaviour stock_quant();
orm::Behaviour stock_request_count();
orm::Behaviour stock_return_picking_line();
orm::Behaviour stock_valuation_layer();
orm::Behaviour stock_valuation_layer_revaluation();

}  // namespace paridoo::addons::stock_account
