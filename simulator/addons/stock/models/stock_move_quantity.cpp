// What a move moves: the sum of its lines; writing it writes the lines.
#include <algorithm>
#include <map>
#include <string>

#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/move_line.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {

double quantity_of_lines(const RecordSet& move) {
  double sum = 0;
  for (const RecordSet& line : move["move_line_ids"])
    sum += in_unit_unrounded(line["product_uom_id"], line.number("quantity"), move["product_uom"]);
  return sum;
}

void compute_move_quantity(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    double sum = 0;
    for (const auto& [unit, lines] :
         move["move_line_ids"].grouped([](const RecordSet& line) { return line["product_uom_id"]; }))
      sum += in_unit_unrounded(unit, lines.sum("quantity"), move["product_uom"]);
    move.set("quantity", sum);
  }
}

double picked_quantity(const RecordSet& move) {
  const RecordSet lines = move["move_line_ids"], picked = lines.filtered("picked");
  if (!move.flag("picked") || picked.size() == lines.size()) return move.number("quantity");
  double sum = 0;
  for (const RecordSet& line : picked)
    sum += in_unit_unrounded(line["product_uom_id"], line.number("quantity"), move["product_uom"]);
  return sum;
}

namespace {

// The unit's rounding counts until 18.0; then the decimals of quantities do, which the field itself rounds to.
bool respects_rounding(const RecordSet& move) {
  if (move.env().since(Series::v19)) return true;
  const Rounding digits = quantity_digits(move.env());
  const double in_units = orm::float_round(move.number("quantity"), uom::rounding_of(move["product_uom"]));
  return orm::float_compare(in_units, orm::float_round(move.number("quantity"), digits), digits) == 0;
}

// Takes from the last lines first: they were reserved last. 17.0 goes in their order.
void decrease(const RecordSet& move, double quantity) {
  RecordSet lines = move["move_line_ids"];
  if (move.env().since(Series::v18)) lines = lines.sorted([](const RecordSet& line) { return line.id(); }).reversed();
  RecordSet emptied = lines.none();
  for (const RecordSet& line : lines) {
    if (move.env().context("unreserve_unpicked_only") && line.flag("picked")) continue;
    if (is_zero(quantity, move["product_uom"])) break;
    const RecordSet unit = line["product_uom_id"];
    const double taken = std::min(line.number("quantity"), quantity);
    if (is_zero(taken, unit)) continue;
    const std::string state = line.text("state");
    if (compare(line.number("quantity"), taken, unit) == 0 && state != "done" && state != "cancel")
      emptied |= line;
    else
      line.write({{"quantity", line.number("quantity") - taken}});
    quantity -= taken;
  }
  emptied.unlink();
}

}  // namespace

void inverse_move_quantity(const RecordSet& moves) {
  std::string refused;
  for (const RecordSet& move : moves) {
    if (!respects_rounding(move)) {
      refused += "The quantity of " + move["product_id"].display_name() + " is no multiple of the rounding of " +
                 move["product_uom"].display_name() + ".\n";
      continue;
    }
    const double difference = move.number("quantity") - quantity_of_lines(move);
    const int sign = compare(difference, 0, move["product_uom"]);
    if (sign > 0) set_quantity_done(move, move.number("quantity"));
    if (sign < 0) decrease(move, -difference);
  }
  if (!refused.empty()) throw user_error(refused);
}

// --- picked

void compute_move_picked(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet lines = move["move_line_ids"];
    if (move.text("state") == "done" || lines.filtered("picked"))
      move.set("picked", true);
    else if (lines && moves.env().since(Series::v18))  // 17.0 does not take it back
      move.set("picked", false);
  }
}

void inverse_move_picked(const RecordSet& moves) {
  for (const RecordSet& move : moves) move["move_line_ids"].write({{"picked", move.flag("picked")}});
}

}  // namespace paridoo::addons::stock
