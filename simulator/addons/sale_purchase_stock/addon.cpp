#include "simulator/addons/sale_purchase_stock/addon.h"

#include "simulator/addons/sale_purchase_stock/models.h"

namespace paridoo::addons::sale_purchase_stock {

orm::Addon sale_purchase_stock() {
  return {
      .name = "sale_purchase_stock",
      .depends = {"sale_stock", "purchase_stock"},
      .models = {purchase_order(), purchase_order_line(), sale_order(), sale_order_cancel(), sale_order_line()},
  };
}

}  // namespace paridoo::addons::sale_purchase_stock
