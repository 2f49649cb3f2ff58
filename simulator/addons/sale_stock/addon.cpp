#include "simulator/addons/sale_stock/addon.h"

#include "simulator/addons/sale_stock/models.h"

namespace paridoo::addons::sale_stock {

orm::Addon sale_stock() {
  return {
      .name = "sale_stock",
      .depends = {"sale", "stock_account"},
      .models = {sale_order(), sale_order_late(), sale_order_line(), account_move(), account_move_line(),
                 product_template(), res_users(), stock_lot(), stock_move(), stock_picking(), stock_reference(),
                 stock_rule(), sale_order_cancel(), stock_return_picking()},
  };
}

}  // namespace paridoo::addons::sale_stock
