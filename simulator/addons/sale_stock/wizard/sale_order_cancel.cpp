// sale.order.cancel: warns of what is delivered already.
#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::RecordSet;

namespace {

void compute_display_delivery_alert(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet outgoing = wizard["order_id"]["picking_ids"].where("picking_type_id.code", "=", "outgoing");
    wizard.set("display_delivery_alert", !outgoing.where("state", "=", "done").empty());
  }
}

}  // namespace

orm::Behaviour sale_order_cancel() {
  return {
      .model = "sale.order.cancel",
      .in = {.until = orm::Series::v18},
      .computes = {{{"display_delivery_alert"}, compute_display_delivery_alert}},
  };
}

}  // namespace paridoo::addons::sale_stock
