// sale.order.cancel: warns of what has been bought for the order.
#include "simulator/addons/sale_purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_purchase_stock {

using orm::List;
using orm::RecordSet;

namespace {

void compute_display_purchase_orders_alert(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet bought = wizard["order_id"]["order_line"]["purchase_line_ids"]["order_id"];
    wizard.set("display_purchase_orders_alert", !bought.where("state", "not in", List{"draft", "cancel"}).empty());
  }
}

}  // namespace

orm::Behaviour sale_order_cancel() {
  return {
      .model = "sale.order.cancel",
      .in = {.until = orm::Series::v18},
      .computes = {{{"display_purchase_orders_alert"}, compute_display_purchase_orders_alert}},
  };
}

}  // namespace paridoo::addons::sale_purchase_stock
