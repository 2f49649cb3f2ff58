// Values since 19.0: moves carry their value themselves, and products cost what this makes of them.
//
// Average and first-in-first-out costs both follow the mean of what there is; 19.0's own FIFO is not told apart.
#include "simulator/addons/base/currency.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

double unit_cost(const RecordSet& move) {
  const RecordSet returned = move["origin_returned_move_id"];
  const double sent = returned.number("quantity");
  if (returned && sent != 0 && returned.number("value") != 0) return returned.number("value") / sent;
  const double given = move.number("price_unit");
  return given != 0 ? given : move["product_id"].with_company(move["company_id"]).number("standard_price");
}

// `before`: what there was of the product.
void value_move(const RecordSet& move, double before) {
  const RecordSet product = move["product_id"].sudo().with_company(move["company_id"]), unit = product["uom_id"];
  const double quantity = stock::in_unit(move["product_uom"], move.number("quantity"), unit);
  const bool in = goes(move, Direction::in), out = goes(move, Direction::out);
  const bool is_standard = product.text("cost_method") == "standard";
  const double price = product.number("standard_price"), cost = in && !is_standard ? unit_cost(move) : price;
  move.write({{"is_in", in},
              {"is_out", out},
              {"is_dropship", goes(move, Direction::dropshipped)},
              {"value", in || out ? base::currency_round(move["company_id"]["currency_id"], cost * quantity) : 0.0}});
  if (!in || is_standard || stock::is_zero(before + quantity, unit)) return;
  const double mean = before > 0 ? (before * price + quantity * cost) / (before + quantity) : cost;
  product.with_context({{"disable_auto_revaluation", true}}).write({{"standard_price", mean}});
}

}  // namespace

void value_done_moves(const RecordSet& moves, const std::map<Id, double>& before) {
  std::map<Id, double> there = before;
  for (const RecordSet& move : moves.where("state", "=", "done").sudo()) {
    const RecordSet product = move["product_id"];
    double& quantity = there[product.id()];
    value_move(move, quantity);
    const double moved = stock::in_unit(move["product_uom"], move.number("quantity"), product["uom_id"]);
    if (move.flag("is_in")) quantity += moved;
    if (move.flag("is_out")) quantity -= moved;
  }
}

}  // namespace paridoo::addons::stock_account
