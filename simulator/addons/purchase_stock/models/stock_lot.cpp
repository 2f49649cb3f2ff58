// stock.lot: the purchases that a lot came with.
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::RecordSet;
using orm::term;

namespace {

RecordSet orders_of(const RecordSet& lot) {
  RecordSet orders = lot.env()["purchase.order"];
  for (const RecordSet& line :
       lot.env()["stock.move.line"].search(term("lot_id", "=", lot) & term("state", "=", "done"))) {
    const std::string usage = line["move_id"]["picking_id"]["location_id"].text("usage");
    if (usage == "supplier" || usage == "transit") orders |= line["move_id"]["purchase_line_id"]["order_id"];
  }
  return orders;
}

void compute_purchase_orders(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const RecordSet orders = orders_of(lot);
    lot.set("purchase_order_ids", orders);
    lot.set("purchase_order_count", orders.size());
  }
}

}  // namespace

orm::Behaviour stock_lot() {
  return {.model = "stock.lot",
          .computes = {{{"purchase_order_ids", "purchase_order_count"}, compute_purchase_orders}}};
}

}  // namespace paridoo::addons::purchase_stock
