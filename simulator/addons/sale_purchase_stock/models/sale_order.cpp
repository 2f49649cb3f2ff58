// sale.order: the purchase orders that an order led to.
#include "simulator/addons/sale_purchase_stock/models.h"
#include "simulator/addons/stock/move.h"

namespace paridoo::addons::sale_purchase_stock {

using orm::RecordSet;

namespace {

// Since 19.0 orders have no procurement group: the moves of their lines tell.
RecordSet purchase_orders_of_moves(const RecordSet& order) {
  const RecordSet moves = order["order_line"]["move_ids"];
  return order["order_line"]["purchase_line_ids"]["order_id"] | moves["created_purchase_line_ids"]["order_id"] |
         stock::rollup_origins(moves)["purchase_line_id"]["order_id"];
}

RecordSet purchase_orders(const RecordSet& order) {
  if (order.env().since(orm::Series::v19)) return purchase_orders_of_moves(order);
  const RecordSet group = order["procurement_group_id"];
  const RecordSet moves = group["stock_move_ids"];
  return order["order_line"]["purchase_line_ids"]["order_id"] | moves["created_purchase_line_ids"]["order_id"] |
         stock::rollup_origins(moves)["purchase_line_id"]["order_id"] | group["purchase_line_ids"]["order_id"];
}

void compute_purchase_order_count(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("purchase_order_count", purchase_orders(order).size());
}

}  // namespace

orm::Behaviour sale_order() {
  return {
      .model = "sale.order",
      .computes = {{{"purchase_order_count"}, compute_purchase_order_count}},
  };
}

}  // namespace paridoo::addons::sale_purchase_stock
