// account.move.line: the goods that it is for. Since 19.0.
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

namespace {

orm::Value stock_moves(const orm::RecordSet& line, const orm::Arguments&, const orm::Super& super) {
  const orm::RecordSet known = line.env()["stock.move"].browse(super().ids());
  return (known | line["purchase_line_id"]["move_ids"]).ids();
}

}  // namespace

orm::Behaviour account_move_line() {
  return {.model = "account.move.line",
          .in = {.since = orm::Series::v19},
          .methods = {{"_get_stock_moves", "", stock_moves}}};
}

}  // namespace paridoo::addons::purchase_stock
