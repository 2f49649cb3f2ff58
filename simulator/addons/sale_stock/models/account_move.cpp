// account.move: what an invoice takes from the deliveries of its orders.
#include <algorithm>

#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::RecordSet;
using orm::Value;

namespace {

RecordSet orders_of(const RecordSet& move) { return move.mapped("line_ids.sale_line_ids.order_id"); }

// The day of the last of the orders' first deliveries.
void compute_delivery_date(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    std::string last;
    for (const std::string& moment : orders_of(move).texts("effective_date")) last = std::max(last, moment);
    if (!last.empty()) move.set("delivery_date", last);
  }
}

void compute_incoterm_location(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    for (const std::string& location : orders_of(move).texts("incoterm_location"))
      if (!location.empty()) {
        move.set("incoterm_location", location);
        break;
      }
}

}  // namespace

orm::Behaviour account_move() {
  return {
      .model = "account.move",
      .computes = {{{"delivery_date"}, compute_delivery_date}, {{"incoterm_location"}, compute_incoterm_location}},
  };
}

}  // namespace paridoo::addons::sale_stock
