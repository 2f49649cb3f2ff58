// stock.move, stock.quant: what is expired when a move is due is not reserved for it.
#include "simulator/addons/product_expiry/models.h"

namespace paridoo::addons::product_expiry {
namespace {

Value reservation_context(const RecordSet& move, const Arguments&, const Super& super) {
  Dict context = super().dict();
  if (move["product_id"].flag("use_expiration_date")) context.set("with_expiration", move.value("date"));
  return context;
}

// What is to be removed is there, but not available.
void compute_available_quantity(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    const auto removal = quant.moment("removal_date");
    const bool past = quant.flag("use_expiration_date") && removal && *removal <= quant.env().now();
    quant.set("available_quantity", past ? 0.0 : quant.number("quantity") - quant.number("reserved_quantity"));
  }
}

}  // namespace

Behaviour stock_move() {
  return {.model = "stock.move", .methods = {{"_reservation_context", "", reservation_context}}};
}

Behaviour stock_quant() {
  return {.model = "stock.quant",
          .computes = {{{"available_quantity"}, compute_available_quantity, {.since = Series::v19}}}};
}

}  // namespace paridoo::addons::product_expiry
