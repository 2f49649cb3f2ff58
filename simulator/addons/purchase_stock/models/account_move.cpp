// account.move: bills correct the value of what they are for.
#include "simulator/addons/account/move.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/addons/purchase_stock/models/price_difference.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/cogs.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

RecordSet valued_lines(const RecordSet& moves) {
  RecordSet lines = moves["invoice_line_ids"].none();
  for (const RecordSet& move : moves) {
    if (!account::is_purchase_document(move)) continue;
    if (move.sudo()["stock_valuation_layer_ids"]) continue;
    lines |= move["invoice_line_ids"].filtered([](const RecordSet& line) {
      return line["product_id"] && line["product_id"].text("cost_method") != "standard";
    });
  }
  return lines;
}

bool moves_lots(const RecordSet& layer) { return layer.env().since(orm::Series::v18) && layer["lot_id"]; }

void update_cost(const RecordSet& record, const RecordSet& unit) {
  const double quantity = record.number("quantity_svl");
  if (stock::is_zero(quantity, unit)) return;
  record.sudo()
      .with_context({{"disable_auto_svl", true}})
      .write({{"standard_price", record.number("value_svl") / quantity}});
}

void update_costs(const RecordSet& layers) {
  for (const RecordSet& layer : layers) {
    const RecordSet product = layer["product_id"].with_company(layer["company_id"]);
    update_cost(product, product["uom_id"]);
    if (moves_lots(layer)) update_cost(layer["lot_id"].with_company(layer["company_id"]), product["uom_id"]);
  }
}

Value post(const RecordSet& moves, const Arguments&, const Super& super) {
  if (!moves.env().context("move_reverse_cancel")) book_differences_from_cost(moves);
  return super();
}

Value post_with_layers(const RecordSet& moves, const Arguments&, const Super& super) {
  if (!moves.env().context("move_reverse_cancel")) book_differences_from_cost(moves);
  const RecordSet layers = correct_prices(valued_lines(moves));
  update_costs(layers);
  const Value posted = super(moves.with_context({{"skip_cogs_reconciliation", true}}));
  // The bill has its name now.
  for (const RecordSet& layer : layers)
    layer.write({{"description", layer["account_move_line_id"]["move_id"].display_name() + " - " +
                                     layer["product_id"].display_name()}});
  stock_account::post_entries(layers);
  stock_account::reconcile_interim(moves);
  return posted;
}

// The receipts and returns whose interim accounts the bill settles.
Value last_step_moves(const RecordSet& moves, const Arguments&, const Super& super) {
  RecordSet steps = moves.env()["stock.move"].browse(super().ids());
  for (const RecordSet& move : moves) {
    const std::string type = move.text("move_type");
    if (type != "in_invoice" && type != "in_refund") continue;
    const std::string_view end = type == "in_invoice" ? "location_id" : "location_dest_id";
    steps |= move["invoice_line_ids"]["purchase_line_id"]["move_ids"].filtered(
        [&](const RecordSet& one) { return one.text("state") == "done" && one[end].text("usage") == "supplier"; });
  }
  return steps.ids();
}

}  // namespace

orm::Behaviour account_move() {
  return {.model = "account.move",
          .methods = {{"_post", "", post, {.since = orm::Series::v19}},
                      {"_post", "", post_with_layers, {.until = orm::Series::v18}},
                      {"_stock_account_get_last_step_stock_moves", "", last_step_moves, {.until = orm::Series::v18}}}};
}

}  // namespace paridoo::addons::purchase_stock
