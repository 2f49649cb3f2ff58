// stock.return.picking.line: whether what comes back is to be refunded.
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

Value prepare_move_default_values(const RecordSet& line, const Arguments&, const Super& super) {
  Dict values = super().dict();
  // Since 19.0 moves are to be refunded unless they say otherwise.
  if (line.flag("to_refund") || line.env().since(Series::v19)) values.set("to_refund", line.flag("to_refund"));
  return values;
}

}  // namespace

Behaviour stock_return_picking_line() {
  return {.model = "stock.return.picking.line",
          .methods = {{"_prepare_move_default_values", "new_picking", prepare_move_default_values}}};
}

}  // namespace paridoo::addons::stock_account
