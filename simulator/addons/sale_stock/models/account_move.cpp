// account.move: what an invoice takes from the deliveries of its orders.
#include <algorithm>

#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::RecordSet;
using orm::Super;
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

// --- until 18.0: the deliveries and returns whose interim accounts the invoice settles

RecordSet done_moves(const RecordSet& moves, std::string_view end) {
  return moves["invoice_line_ids"]["sale_line_ids"]["move_ids"].filtered(
      [&](const RecordSet& move) { return move.text("state") == "done" && move[end].text("usage") == "customer"; });
}

bool has_down_payment(const RecordSet& move) {
  return !move["invoice_line_ids"]["sale_line_ids"].filtered("is_downpayment").empty();
}

Value last_step_moves(const RecordSet& moves, const Arguments&, const Super& super) {
  RecordSet steps = moves.env()["stock.move"].browse(super().ids());
  for (const RecordSet& move : moves) {
    const std::string type = move.text("move_type");
    if (type == "out_invoice" || (type == "out_refund" && has_down_payment(move)))
      steps |= done_moves(move, "location_dest_id");
    else if (type == "out_refund")
      steps |= done_moves(move["reversed_entry_id"] | move, "location_id");
  }
  return steps.ids();
}

}  // namespace

orm::Behaviour account_move() {
  return {
      .model = "account.move",
      .computes = {{{"delivery_date"}, compute_delivery_date}, {{"incoterm_location"}, compute_incoterm_location}},
      .methods = {{"_stock_account_get_last_step_stock_moves", "", last_step_moves, {.until = orm::Series::v18}}},
  };
}

}  // namespace paridoo::addons::sale_stock
