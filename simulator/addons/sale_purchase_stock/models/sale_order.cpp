// sale.order: the purchase orders that an order led to.
#include "simulator/addons/sale_purchase_stock/models.h"
#include "simulator/addons/stock/move.h"

namespace paridoo::addons::sale_purchase_stock {

using orm::RecordSet;

namespace {

// What the moves before those of the order came from; 17.0 looks one step back.
RecordSet bought_before(const RecordSet& moves) {
  const bool looks_all_the_way = moves.env().since(orm::Series::v18);
  return (looks_all_the_way ? stock::rollup_origins(moves) : moves["move_orig_ids"])["purchase_line_id"]["order_id"];
}

// Since 19.0 orders have no procurement group: the moves of their lines tell.
RecordSet purchase_orders(const RecordSet& order) {
  const bool has_group = !order.env().since(orm::Series::v19);
  const RecordSet moves = has_group ? order["procurement_group_id"]["stock_move_ids"] : order["order_line"]["move_ids"];
  const RecordSet orders = order["order_line"]["purchase_line_ids"]["order_id"] |
                           moves["created_purchase_line_ids"]["order_id"] | bought_before(moves);
  if (!has_group || !order.env().since(orm::Series::v18)) return orders;
  return orders | order["procurement_group_id"]["purchase_line_ids"]["order_id"];
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
