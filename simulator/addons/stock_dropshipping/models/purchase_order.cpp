// purchase.order, purchase.order.line: transfers to customers are told apart from receipts.
#include "simulator/addons/sale_purchase_stock/purchase_order_line.h"
#include "simulator/addons/stock_dropshipping/models.h"

namespace paridoo::addons::stock_dropshipping {
namespace {

void compute_counts(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet pickings = order["picking_ids"], past = pickings.filtered("is_dropship");
    order.set("incoming_picking_count", pickings.size() - past.size());
    order.set("dropship_picking_count", past.size());
  }
}

// 17.0 tells the moves' sale line here, later series without this module.
Value prepare_stock_moves(const RecordSet& line, const Arguments&, const Super& super) {
  const Value moves = super();
  List all;
  for (const Value& each : moves.list()) {
    Dict move = each.dict();
    move.set("sale_line_id", line["sale_line_id"]);
    all.push_back(std::move(move));
  }
  return all;
}

Value find_candidates(const RecordSet& lines, const Arguments& arguments, const Super& super) {
  return super(sale_purchase_stock::for_same_sale_line(lines, arguments["values"].dict()));
}

}  // namespace

Behaviour purchase_order() {
  return {.model = "purchase.order",
          .computes = {{{"incoming_picking_count", "dropship_picking_count"}, compute_counts}}};
}

Behaviour purchase_order_line() {
  const orm::In only_17{.until = Series::v17};
  return {.model = "purchase.order.line",
          .methods = {{"_prepare_stock_moves", "", prepare_stock_moves, only_17},
                      {"_find_candidates", "", find_candidates, only_17}}};
}

}  // namespace paridoo::addons::stock_dropshipping
