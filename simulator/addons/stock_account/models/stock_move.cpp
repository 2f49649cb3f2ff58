// stock.move: done moves are valued.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/models/stock_move_value.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

// --- what a unit costs

Dict same_for_all_lots(const RecordSet& move, double price) {
  if (!is_lot_valuated(move["product_id"])) return {{"0", price}};
  Dict prices;
  for (const Id id : move["move_line_ids"]["lot_id"].ids()) prices.set(std::to_string(id), price);
  return prices;
}

// What comes back costs what it cost when it went.
Dict prices_of_return(const RecordSet& move, RecordSet layers) {
  const RecordSet returned = move["origin_returned_move_id"];
  if (goes(returned, Direction::dropshipped) || goes(returned, Direction::dropshipped_returned))
    layers = layers.filtered([](const RecordSet& layer) { return layer.number("value") <= 0; });
  layers |= layers["stock_valuation_layer_ids"];
  const bool lots = is_lot_valuated(move["product_id"]);
  std::map<Id, std::pair<double, double>> sums;
  for (const RecordSet& layer : layers) {
    auto& [quantity, value] = sums[lots ? layer["lot_id"].id() : 0];
    quantity += layer.number("quantity");
    value += layer.number("value");
  }
  Dict prices;
  for (const auto& [lot, sum] : sums)
    prices.set(std::to_string(lot),
               stock::is_zero(sum.first, move["product_id"]["uom_id"]) ? 0 : sum.second / sum.first);
  return prices;
}

Dict prices_of_product(const RecordSet& move) {
  const RecordSet product = move["product_id"];
  if (!is_lot_valuated(product)) return {{"0", product.number("standard_price")}};
  Dict prices;
  for (const RecordSet& lot : move["move_line_ids"]["lot_id"]) {
    const double own = lot.number("standard_price");
    prices.set(std::to_string(lot.id()), own != 0 ? own : product.number("standard_price"));
  }
  return prices;
}

Value get_price_unit(const RecordSet& move, const Arguments&) {
  move.ensure_one();
  const RecordSet layers = move["origin_returned_move_id"].sudo()["stock_valuation_layer_ids"];
  if (layers) return prices_of_return(move, layers);
  const double price = move.number("price_unit");
  const orm::Rounding digits = orm::digits(base::precision_of(move.env(), "Product Price"));
  if (!orm::float_is_zero(price, digits) || move.call("_should_force_price_unit"))
    return same_for_all_lots(move, price);
  return prices_of_product(move);
}

Value should_force_price_unit(const RecordSet&, const Arguments&) { return false; }

// --- done

using ByDirection = std::map<Direction, RecordSet>;

void sort_by_direction(const RecordSet& moves, ByDirection& sorted) {
  for (const RecordSet& move : moves)
    for (const Direction direction : directions)
      if (goes(move, direction)) sorted.at(direction) |= move.in(sorted.at(direction).env());
}

RecordSet about_to_move(const RecordSet& moves) {
  return moves.filtered([](const RecordSet& move) {
    return move.text("state") != "done" && !stock::is_zero(move.number("quantity"), move["product_uom"]) &&
           move["move_line_ids"].filtered("picked");
  });
}

void check_one_company(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet from = move["move_line_ids"]["location_id"]["company_id"];
    const RecordSet to = move["move_line_ids"]["location_dest_id"]["company_id"];
    if (goes(move, Direction::in) && goes(move, Direction::out))
      throw user_error("Some lines of the move come into the company and others leave it.");
    if (from.size() > 1 || to.size() > 1) throw user_error("The lines of the move are of different companies.");
    if (from && to && !(from == to))
      throw user_error("Goods go from one company to another through the transit location between them.");
  }
}

RecordSet value_moves(const ByDirection& sorted) {
  RecordSet layers = sorted.at(Direction::in).env().sudo()["stock.valuation.layer"];
  for (const Direction direction : directions) {
    const RecordSet& moves = sorted.at(direction);
    if (!moves) continue;
    check_one_company(moves);
    layers |= create_layers(moves, direction);
  }
  return layers;
}

// What goes out is valued by what there was before, what comes in once it is there.
Value done_since_19(const RecordSet& moves, const Super& super) {
  const RecordSet out = moves.filtered([](const RecordSet& move) { return goes(move, Direction::out); });
  set_values(out);
  const Value result = super();
  const RecordSet done = moves.browse(result.ids());
  set_values(done.filtered([](const RecordSet& move) { return move.flag("is_in") || move.flag("is_dropship"); }));
  post_moves(done);
  update_costs(out.exists()["product_id"].where("cost_method", "=", "fifo"));
  return result;
}

Value action_done(const RecordSet& moves, const Arguments&, const Super& super) {
  if (moves.env().since(Series::v19)) return done_since_19(moves, super);
  ByDirection sorted;
  for (const Direction direction : directions) sorted.emplace(direction, moves.none());
  sort_by_direction(about_to_move(moves), sorted);
  const Value result = super();
  update_average_cost(sorted.at(Direction::in));
  for (auto& [_, of_direction] : sorted) of_direction = of_direction.exists();
  sort_by_direction(moves.browse(result.ids()) - moves, sorted);
  post_entries(value_moves(sorted));
  update_cost_after_out(sorted.at(Direction::out));
  const RecordSet& incoming = sorted.at(Direction::in);
  const RecordSet company = incoming["company_id"].first();
  run_fifo_vacuum(incoming["product_id"], company ? company : moves.env().company());
  return result;
}

Value prepare_move_split_vals(const RecordSet& move, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("to_refund", move.flag("to_refund"));
  return values;
}

Value get_all_related_aml(const RecordSet& moves, const Arguments&) {
  return moves["account_move_ids"]["line_ids"].ids();
}

// The credit and the debit of a layer's entry; no layer: of what is booked beside it.
Value generate_valuation_lines_data(const RecordSet&, const Arguments& arguments) { return arguments["lines"]; }

// Of a layer: see purchase_stock.
Value get_returned_value_difference(const RecordSet&, const Arguments&) { return 0.0; }

Value get_related_invoices(const RecordSet&, const Arguments&) { return Ids{}; }

}  // namespace

Behaviour stock_move() {
  const orm::In since_19{.since = Series::v19};
  return {
      .model = "stock.move",
      .computes = {{{"is_in"}, compute_is_in, since_19},
                   {{"is_out"}, compute_is_out, since_19},
                   {{"is_dropship"}, compute_is_dropship, since_19},
                   {{"is_valued"}, compute_is_valued, since_19},
                   {{"remaining_qty"}, compute_remaining_qty, since_19},
                   {{"remaining_value"}, compute_remaining_value, since_19},
                   {{"value_manual"}, compute_value_manual, since_19}},
      .inverses = {{"value_manual", inverse_value_manual, since_19}},
      .searches = {{"remaining_qty", search_remaining_qty, since_19}},
      .methods = {
          {"_action_done", "cancel_backorder=False", action_done},
          {"_get_price_unit", "", get_price_unit},
          {"_get_related_invoices", "", get_related_invoices, {.until = Series::v18}},
          {"_get_returned_value_difference", "layer_id", get_returned_value_difference, {.until = Series::v18}},
          {"_generate_valuation_lines_data", "lines, layer_id", generate_valuation_lines_data, {.until = Series::v18}},
          {"_get_all_related_aml", "", get_all_related_aml, {.until = Series::v18}},
          {"_get_value_from_account_move", "quantity, at_date=None", nothing_known, since_19},
          {"_get_value_from_quotation", "quantity, at_date=None", nothing_known, since_19},
          {"_should_force_price_unit", "", should_force_price_unit},
          {"_prepare_move_split_vals", "qty", prepare_move_split_vals}}};
}

}  // namespace paridoo::addons::stock_account
