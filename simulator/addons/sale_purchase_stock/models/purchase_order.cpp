// purchase.order: the sales orders that an order is for.
#include "simulator/addons/sale_purchase_stock/models.h"
#include "simulator/addons/stock/move.h"

namespace paridoo::addons::sale_purchase_stock {

using orm::RecordSet;

namespace {

RecordSet sale_orders(const RecordSet& order) {
  const RecordSet lines = order["order_line"];
  return lines["sale_order_id"] | lines["move_dest_ids"]["group_id"]["sale_id"] |
         stock::rollup_destinations(lines["move_ids"])["group_id"]["sale_id"] | lines["group_id"]["sale_id"];
}

void compute_sale_order_count(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("sale_order_count", sale_orders(order).size());
}

}  // namespace

orm::Behaviour purchase_order() {
  return {
      .model = "purchase.order",
      .computes = {{{"sale_order_count"}, compute_sale_order_count}},
  };
}

}  // namespace paridoo::addons::sale_purchase_stock
