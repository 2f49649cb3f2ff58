// purchase.order: the sales orders that an order is for.
#include "simulator/addons/sale_purchase_stock/models.h"
#include "simulator/addons/stock/move.h"

namespace paridoo::addons::sale_purchase_stock {

using orm::RecordSet;

namespace {

// Since 19.0 orders have no procurement group: the moves that wait for them tell.
RecordSet sale_orders_of_moves(const RecordSet& lines) {
  const RecordSet waiting = lines["move_dest_ids"] | stock::rollup_destinations(lines["move_ids"]);
  return lines["sale_order_id"] | waiting["sale_line_id"]["order_id"];
}

RecordSet sale_orders(const RecordSet& order) {
  const RecordSet lines = order["order_line"];
  if (order.env().since(orm::Series::v19)) return sale_orders_of_moves(lines);
  const RecordSet waiting = lines["sale_order_id"] | lines["move_dest_ids"]["group_id"]["sale_id"] |
                            stock::rollup_destinations(lines["move_ids"])["group_id"]["sale_id"];
  // Only the lines of 18.0 know a group of their own.
  return lines.model().has("group_id") ? waiting | lines["group_id"]["sale_id"] : waiting;
}

void compute_sale_order_count(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("sale_order_count", sale_orders(order).size());
}

void compute_has_sale_order(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("has_sale_order", !sale_orders(order).empty());
}

}  // namespace

orm::Behaviour purchase_order() {
  return {
      .model = "purchase.order",
      .computes = {{{"sale_order_count"}, compute_sale_order_count},
                   {{"has_sale_order"}, compute_has_sale_order, orm::In{.since = orm::Series::v19}}},
  };
}

}  // namespace paridoo::addons::sale_purchase_stock
