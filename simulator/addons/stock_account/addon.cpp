#include "simulator/addons/stock_account/addon.h"

#include "simulator/addons/stock_account/models.h"

namespace paridoo::addons::stock_account {

orm::Addon stock_account() {
  return {.name = "stock_account",
          .depends = {"stock", "account"},
          .models = {account_move(), account_move_line(), product_category(), product_template(), product_product(),
                     product_value(), res_company(), stock_location(), stock_lot(), stock_quant(),
                     stock_valuation_layer(), stock_valuation_layer_revaluation(), stock_move(), stock_move_line(),
                     stock_request_count(), stock_return_picking_line()}};
}

}  // namespace paridoo::addons::stock_account
