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

bool respects_rounding(const RecordSet& move) {
  const Rounding digits = quantity_digits(move.env());
  const double in_units = orm::float_round(move.number("quantity"), uom::rounding_of(move["product_uom"]));
  return orm::float_compare(in_units, orm::float_round(move.number("quantity"), digits), digits) == 0;
}

// Takes from the last lines first: they were reserved last.
void decrease(const RecordSet& move, double quantity) {
  const RecordSet lines = move["move_line_ids"].sorted([](const RecordSet& line) { return line.id(); }).reversed();
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

namespace {

// The lines take their share of `quantity` in turn, as far as they go; what is left remains in `quantity`.
List shares_of_lines(const RecordSet& move, double& quantity) {
  const RecordSet move_unit = move["product_uom"];
  List commands;
  for (const RecordSet& line : move["move_line_ids"]) {
    if (is_zero(quantity, move_unit)) {
      commands.push_back(command::remove(line.id()));
      continue;
    }
    const RecordSet unit = line["product_uom_id"];
    if (compare(line.number("quantity"), 0, unit) <= 0) continue;
    double taken = std::min(quantity, in_unit_unrounded(unit, line.number("quantity"), move_unit));
    taken = orm::float_round(in_unit_unrounded(move_unit, taken, unit), uom::rounding_of(unit));
    commands.push_back(command::update(line.id(), {{"quantity", taken}}));
    quantity -= in_unit_unrounded(unit, taken, move_unit);
  }
  return commands;
}

void add_new_lines(const RecordSet& move, double quantity, List& commands) {
  const RecordSet unit = move["product_id"]["uom_id"];
  if (move["product_id"].text("tracking") != "serial") {
    Dict values = line_values(move);
    values.set("quantity", quantity);
    commands.push_back(command::create(std::move(values)));
    return;
  }
  const int serials = static_cast<int>(uom::compute_quantity(move["product_uom"], quantity, unit));
  for (int serial = 0; serial < serials; ++serial) {
    Dict values = line_values(move);
    values.set("quantity", 1);
    values.set("product_uom_id", unit);
    commands.push_back(command::create(std::move(values)));
  }
}

}  // namespace

void set_quantity_done(const RecordSet& move, double quantity) {
  const RecordSet before = move["move_line_ids"];
  List commands = shares_of_lines(move, quantity);
  if (compare(quantity, 0, move["product_uom"]) > 0) add_new_lines(move, quantity, commands);
  move.write({{"move_line_ids", std::move(commands)}});
  apply_putaway(move["move_line_ids"] - before);
}

// --- picked

void compute_move_picked(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet lines = move["move_line_ids"];
    if (move.text("state") == "done" || lines.filtered("picked"))
      move.set("picked", true);
    else if (lines)
      move.set("picked", false);
  }
}

void inverse_move_picked(const RecordSet& moves) {
  for (const RecordSet& move : moves) move["move_line_ids"].write({{"picked", move.flag("picked")}});
}

// --- lots

void compute_move_lot_ids(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet lines = move["move_line_ids"].sorted([](const RecordSet& line) { return line.id(); });
    move.set("lot_ids", lines.filtered([](const RecordSet& line) { return line.number("quantity") != 0; })["lot_id"]);
  }
}

namespace {

Dict line_of_lot(const RecordSet& move, const RecordSet& lot) {
  QuantKey key = QuantKey::of(move["product_id"], move["location_id"]);
  key.lot = lot;
  const std::vector<QuantShare> shares = shares_to_reserve(key, 1);
  Dict values = shares.empty() ? line_values(move) : line_values(move, {}, shares.front().quant);
  if (shares.empty()) values.update({{"lot_id", lot}, {"lot_name", lot.text("name")}});
  values.update({{"product_uom_id", move["product_id"]["uom_id"]}, {"quantity", 1}});
  return values;
}

// A line for each serial number; lines that have none yet are used first.
void set_serials(const RecordSet& move) {
  const RecordSet lines = move["move_line_ids"], lots = move["lot_ids"];
  RecordSet free = lines.filtered([](const RecordSet& line) { return line["lot_id"].empty(); });
  List commands;
  for (const RecordSet& line : lines - free)
    if (line.number("quantity") != 0 && !lots.contains(line["lot_id"])) commands.push_back(command::remove(line.id()));
  for (const RecordSet& lot : lots) {
    if (lines["lot_id"].contains(lot)) {
      lines.filtered([&](const RecordSet& line) { return line["lot_id"] == lot; }).write({{"quantity", 1}});
    } else if (free) {
      commands.push_back(command::update(free.at(0).id(), {{"lot_name", lot.text("name")},
                                                           {"lot_id", lot},
                                                           {"product_uom_id", move["product_id"]["uom_id"]},
                                                           {"quantity", 1}}));
      free -= free.at(0);
    } else {
      commands.push_back(command::create(line_of_lot(move, lot)));
    }
  }
  move.write({{"move_line_ids", std::move(commands)}});
}

}  // namespace

void inverse_move_lot_ids(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    if (move["product_id"].text("tracking") == "serial") set_serials(move);
}

}  // namespace paridoo::addons::stock
