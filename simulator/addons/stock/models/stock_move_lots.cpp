// The lots of a move: those of its lines; writing them writes the lines.
#include <algorithm>
#include <vector>

#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

void compute_move_lot_ids(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    const RecordSet lines = move["move_line_ids"].sorted([](const RecordSet& line) { return line.id(); });
    move.set("lot_ids", lines.filtered([](const RecordSet& line) { return line.number("quantity") != 0; })["lot_id"]);
  }
}

namespace {

bool names_lots(const Env& env) { return !env.since(Series::v19); }

// From a quant of the lot that is free, if there is one: 17.0 does not look.
Dict line_of_lot(const RecordSet& move, const RecordSet& lot) {
  QuantKey key = QuantKey::of(move["product_id"], move["location_id"]);
  key.lot = lot;
  std::vector<QuantShare> shares;
  if (move.env().since(Series::v18)) shares = shares_to_reserve(key, 1, {.packaging = packaging_of(move)});
  Dict values = shares.empty() ? line_values(move) : line_values(move, {}, shares.front().quant);
  if (shares.empty()) {
    values.set("lot_id", lot);
    if (names_lots(move.env())) values.set("lot_name", lot.text("name"));
  }
  values.update({{"product_uom_id", move["product_id"]["uom_id"]}, {"quantity", 1}});
  return values;
}

Dict values_of_lot(const RecordSet& move, const RecordSet& lot) {
  const bool is_serial = move["product_id"].text("tracking") == "serial";
  Dict values{{"lot_id", lot},
              {"product_uom_id", is_serial ? move["product_id"]["uom_id"] : move["product_uom"]},
              {"quantity", is_serial ? 1 : move.number("quantity")}};
  if (names_lots(move.env())) values.set("lot_name", lot.text("name"));
  return values;
}

// A line for each lot; lines that have none yet are used first.
void set_lots(const RecordSet& move) {
  const RecordSet lines = move["move_line_ids"], lots = move["lot_ids"];
  RecordSet free = lines.filtered([](const RecordSet& line) { return line["lot_id"].empty(); });
  List commands;
  for (const RecordSet& line : lines - free)
    if (line.number("quantity") != 0 && !lots.contains(line["lot_id"])) commands.push_back(command::remove(line.id()));
  for (const RecordSet& lot : lots) {
    if (lines["lot_id"].contains(lot)) {
      lines.filtered([&](const RecordSet& line) { return line["lot_id"] == lot; }).write({{"quantity", 1}});
    } else if (free) {
      commands.push_back(command::update(free.at(0).id(), values_of_lot(move, lot)));
      free -= free.at(0);
    } else {
      commands.push_back(command::create(line_of_lot(move, lot)));
    }
  }
  move.write({{"move_line_ids", std::move(commands)}});
}

// Until 18.0 only serial numbers are set so. Since 19.0 what is reserved of these lots already stays.
bool takes_lots(const RecordSet& move) {
  if (!move.env().since(Series::v19)) return move["product_id"].text("tracking") == "serial";
  const RecordSet lots = move["lot_ids"];
  return move.text("state") != "assigned" || move["move_line_ids"].filtered([&](const RecordSet& line) {
    const RecordSet lot = line["lot_id"];
    return lot.empty() || !lots.contains(lot);
  });
}

}  // namespace

void inverse_move_lot_ids(const RecordSet& moves) {
  for (const RecordSet& move : moves)
    if (takes_lots(move)) set_lots(move);
}

}  // namespace paridoo::addons::stock
