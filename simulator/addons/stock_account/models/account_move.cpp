// account.move: bills tell what the goods that they are for are worth. Since 19.0.
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

Value post(const RecordSet& moves, const Arguments&, const Super& super) {
  const Value posted = super();
  if (moves.env().context("move_reverse_cancel")) return posted;
  const RecordSet goods = moves.env()["stock.move"];
  RecordSet valued = goods;
  for (const RecordSet& line : moves["line_ids"]) valued |= goods.browse(line.call("_get_stock_moves").ids());
  set_values(valued.filtered("is_in"));
  return posted;
}

Value no_stock_moves(const RecordSet&, const Arguments&) { return Ids{}; }

}  // namespace

Behaviour account_move() {
  return {.model = "account.move", .in = {.since = Series::v19}, .methods = {{"_post", "", post}}};
}

Behaviour account_move_line() {
  return {.model = "account.move.line",
          .in = {.since = Series::v19},
          .methods = {{"_get_stock_moves", "", no_stock_moves}}};
}

}  // namespace paridoo::addons::stock_account
