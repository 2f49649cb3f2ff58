#include "simulator/addons/purchase_stock/addon.h"

#include "simulator/addons/purchase_stock/models.h"

namespace paridoo::addons::purchase_stock {

orm::Addon purchase_stock() {
  return {
      .name = "purchase_stock",
      .depends = {"stock_account", "purchase"},
      .models = {account_move(), account_move_line(), purchase_order(), purchase_order_late(), purchase_order_line(),
                 res_partner(), product_replenish(), product_supplierinfo(), stock_lot(), stock_move(),
                 stock_move_currency(), stock_picking(), stock_reference(), stock_return_picking(), stock_rule(),
                 stock_warehouse(), stock_warehouse_orderpoint()},
  };
}

}  // namespace paridoo::addons::purchase_stock
