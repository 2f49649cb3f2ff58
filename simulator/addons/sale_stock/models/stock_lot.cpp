// stock.lot: the orders that a lot was delivered for.
#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

RecordSet orders_of(const RecordSet& lot) {
  RecordSet orders = lot.env()["sale.order"];
  for (const RecordSet& line :
       lot.env()["stock.move.line"].search(term("lot_id", "=", lot) & term("state", "=", "done"))) {
    const std::string usage = line["move_id"]["picking_id"]["location_dest_id"].text("usage");
    if (usage == "customer" || usage == "transit") orders |= line["move_id"]["sale_line_id"]["order_id"];
  }
  return orders;
}

void compute_sale_orders(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const RecordSet orders = orders_of(lot);
    lot.set("sale_order_ids", Value(orders.ids()));
    lot.set("sale_order_count", orders.size());
  }
}

}  // namespace

orm::Behaviour stock_lot() {
  return {
      .model = "stock.lot",
      .computes = {{{"sale_order_ids", "sale_order_count"}, compute_sale_orders}},
  };
}

}  // namespace paridoo::addons::sale_stock
