// Reserving stock for moves, and freeing it.
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/models/stock_move_chain.h"
#include "simulator/addons/stock/move_line.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/package_level.h"
#include "simulator/addons/stock/picking.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

void action_assign(const RecordSet& moves) {
  if (moves) moves.call("_action_assign");
}

bool should_bypass_reservation(const RecordSet& move, const std::optional<RecordSet>& location) {
  return should_bypass_reservation(location ? *location : move["location_id"]) || !is_storable(move["product_id"]);
}

namespace {

// In the unit of the move, unless it would not come back from there as it was.
void set_quantity(const RecordSet& move, double quantity, Dict& values) {
  const RecordSet unit = move["product_id"]["uom_id"];
  const Rounding digits = quantity_digits(move.env());
  const double told = orm::float_round(in_unit(unit, quantity, move["product_uom"]), digits);
  if (orm::float_compare(quantity, in_unit(move["product_uom"], told, unit), digits) == 0)
    values.set("quantity", told);
  else
    values.update({{"quantity", quantity}, {"product_uom_id", unit}});
}

}  // namespace

Dict line_values(const RecordSet& move, std::optional<double> quantity, const std::optional<RecordSet>& quant) {
  Dict values{{"move_id", move},
              {"product_id", move["product_id"]},
              {"product_uom_id", move["product_uom"]},
              {"location_id", move["location_id"]},
              {"location_dest_id", move["location_dest_id"]},
              {"picking_id", move["picking_id"]},
              {"company_id", move["company_id"]}};
  if (quantity.value_or(0) != 0) set_quantity(move, *quantity, values);
  if (quant)
    values.update({{"location_id", (*quant)["location_id"]},
                   {"lot_id", (*quant)["lot_id"]},
                   {"package_id", (*quant)["package_id"]},
                   {"owner_id", (*quant)["owner_id"]}});
  return values;
}

namespace {

bool uses_lots(const RecordSet& type) { return type.flag("use_create_lots") || type.flag("use_existing_lots"); }

bool takes_serials(const RecordSet& move) {
  return move["product_id"].text("tracking") == "serial" && uses_lots(move["picking_type_id"]);
}

// --- reserving on quants

// From quants 17.0 reserves a line for each serial number, whatever the type of transfer does with lots.
bool reserves_serials(const RecordSet& move) {
  return takes_serials(move) || (!move.env().since(Series::v18) && move["product_id"].text("tracking") == "serial");
}

// Quants that agree in all but the product count as one.
std::vector<QuantShare> grouped_shares(const std::vector<QuantShare>& shares) {
  std::vector<QuantShare> grouped;
  for (const QuantShare& share : shares) {
    const Ids key = QuantKey::of(share.quant).ids();
    auto same = std::find_if(grouped.begin(), grouped.end(),
                             [&](const QuantShare& other) { return QuantKey::of(other.quant).ids() == key; });
    if (same == grouped.end())
      grouped.push_back(share);
    else
      same->quantity += share.quantity;
  }
  return grouped;
}

// The line of the move that already takes from where the quant is; the last one if there are several.
RecordSet line_for(const RecordSet& lines, const RecordSet& quant) {
  const Ids key = QuantKey::of(quant).ids();
  RecordSet found = lines.none();
  for (const RecordSet& line : lines) {
    if (line["result_package_id"] || line["product_id"].text("tracking") == "serial") continue;
    if (QuantKey::of(line).ids() == key) found = line;
  }
  return found;
}

bool add_to_line(const RecordSet& line, double quantity) {
  if (!line) return false;
  const RecordSet unit = line["product_id"]["uom_id"], own = line["product_uom_id"];
  const Rounding digits = quantity_digits(line.env());
  const double told = orm::float_round(in_unit(unit, quantity, own), digits);
  if (orm::float_compare(quantity, in_unit(own, told, unit), digits) != 0) return false;
  line.write({{"quantity", line.number("quantity") + told}});
  return true;
}

// The key as the move sees it: an addon may add to the context in which the ledger is asked.
QuantKey seen_by(const RecordSet& move, QuantKey key) {
  if (const Dict context = move.call("_reservation_context").dict(); !context.empty())
    key.product = key.product.with_context(context);
  return key;
}

// Reserves up to `need` and gives how much it was. The lines of the move say what.
double reserve(const RecordSet& move, double need, const QuantKey& key, Match match) {
  const ReserveOptions options{.match = match, .packaging = packaging_of(move), .unit = move["product_uom"]};
  const RecordSet lines = move["move_line_ids"];
  double taken = 0;
  std::vector<Dict> new_lines;
  for (const auto& [quant, quantity] : grouped_shares(shares_to_reserve(seen_by(move, key), need, options))) {
    taken += quantity;
    if (add_to_line(line_for(lines, quant), quantity)) continue;
    const int pieces = reserves_serials(move) ? static_cast<int>(quantity) : 1;
    for (int piece = 0; piece < pieces; ++piece)
      new_lines.push_back(line_values(move, reserves_serials(move) ? 1 : quantity, quant));
  }
  if (!new_lines.empty()) move.env()["stock.move.line"].create(std::move(new_lines));
  return taken;
}

// --- reserving for many moves: what is found out on the way is written at the end

struct Assignment {
  RecordSet assigned;
  RecordSet partial;
  RecordSet to_place;  // their lines are to be placed by putaway rules
  std::vector<Dict> new_lines = {};
  double force = 0;  // more than the demand is wanted
  Dict seen = {};    // the quants known before the first of the moves was reserved
};

// What the moves before brought, as it is, from where nothing has to be reserved.
double take_as_brought(const RecordSet& move, double missing, Assignment& all) {
  for (const Brought& brought : available_move_lines(move, all.assigned | all.partial)) {
    const double taken = std::min(missing, brought.quantity);
    Dict values = line_values(move, taken);
    values.update({{"location_id", brought.key.location},
                   {"lot_id", brought.key.lot},
                   {"lot_name", brought.key.lot ? brought.key.lot.value("name") : Value(false)},
                   {"owner_id", brought.key.owner},
                   {"package_id", brought.key.package}});
    all.new_lines.push_back(std::move(values));
    missing -= taken;
    if (is_zero(missing, move["product_id"]["uom_id"])) break;
  }
  return missing;
}

// A line of the move that says nothing but the product, and can take more of it.
RecordSet plain_line(const RecordSet& move) {
  return move["move_line_ids"]
      .filtered([&](const RecordSet& line) {
        return line["product_uom_id"] == move["product_uom"] && line["location_id"] == move["location_id"] &&
               line["location_dest_id"] == move["location_dest_id"] && line["picking_id"] == move["picking_id"] &&
               !line.flag("picked") && !line["lot_id"] && !line["result_package_id"] && !line["package_id"] &&
               !line["owner_id"];
      })
      .first();
}

void assign_without_reserving(const RecordSet& move, double missing, Assignment& all) {
  if (move["move_orig_ids"]) missing = take_as_brought(move, missing, all);
  if (missing != 0 && takes_serials(move)) {
    for (int serial = 0; serial < static_cast<int>(missing); ++serial) all.new_lines.push_back(line_values(move, 1));
  } else if (missing != 0) {
    if (const RecordSet line = plain_line(move))
      line.write({{"quantity",
                   line.number("quantity") + in_unit(move["product_id"]["uom_id"], missing, move["product_uom"])}});
    else
      all.new_lines.push_back(line_values(move, missing));
  }
  all.assigned |= move;
  all.to_place |= move;
}

bool assign_from_stock(const RecordSet& move, double need, Assignment& all) {
  const RecordSet unit = move["product_id"]["uom_id"];
  if (move.text("procure_method") == "make_to_order") return false;
  if (is_zero(need, unit)) {
    all.assigned |= move;
    return false;
  }
  QuantKey key = QuantKey::of(move["product_id"], move["location_id"]);
  key.package = package_to_take(move);
  const double taken = reserve(move, need, key, Match::loose);
  if (is_zero(taken, unit)) return false;
  all.to_place |= move;
  (compare(need, taken, unit) == 0 ? all.assigned : all.partial) |= move;
  return true;
}

// Less what the move holds of it already.
void subtract_own(const RecordSet& move, std::vector<Brought>& brought) {
  for (const RecordSet& line : move["move_line_ids"])
    for (Brought& each : brought)
      if (QuantKey::of(line).ids() == each.key.ids()) each.quantity -= line.number("quantity_product_uom");
}

// From what the moves before brought, as far as it still lies there.
bool assign_from_origins(const RecordSet& move, Assignment& all) {
  const RecordSet unit = move["product_id"]["uom_id"];
  std::vector<Brought> brought = available_move_lines(move, all.assigned | all.partial);
  if (brought.empty()) return false;
  subtract_own(move, brought);
  const RecordSet seeing = move.with_context({{"quants_seen", all.seen}});
  for (const Brought& each : brought) {
    const double need = move.number("product_qty") - move["move_line_ids"].sum("quantity_product_uom");
    QuantKey key = each.key;
    key.product = seeing["product_id"];
    const double taken = reserve(seeing, std::min(each.quantity, need), key, Match::strict);
    if (is_zero(taken, unit)) continue;
    all.to_place |= move;
    if (is_zero(need - taken, unit)) {
      all.assigned |= move;
      break;
    }
    all.partial |= move;
  }
  return true;
}

// Whether the move got as far as its lines.
bool assign_missing(const RecordSet& move, double missing, Assignment& all) {
  if (should_bypass_reservation(move, {})) {
    assign_without_reserving(move, missing, all);
    return true;
  }
  if (is_zero(move.number("product_uom_qty"), move["product_uom"]) && all.force == 0) {
    all.assigned |= move;
    return true;
  }
  return move["move_orig_ids"] ? assign_from_origins(move, all) : assign_from_stock(move, missing, all);
}

void assign_one(const RecordSet& move, double reserved_before, Assignment& all) {
  const RecordSet unit = move["product_id"]["uom_id"];
  const double wanted = all.force != 0 ? all.force : move.number("product_uom_qty") - reserved_before;
  if (compare(wanted, 0, unit) <= 0) {
    all.assigned |= move;
    return;
  }
  if (!assign_missing(move, in_unit(move["product_uom"], wanted, unit), all)) return;
  if (move["product_id"].text("tracking") == "serial")
    move.write({{"next_serial_count", std::trunc(move.number("product_uom_qty"))}});
}

RecordSet assignable(const RecordSet& moves) {
  return moves.filtered([](const RecordSet& move) {
    const std::string state = move.text("state");
    return !move.flag("picked") && (state == "confirmed" || state == "waiting" || state == "partially_available");
  });
}

Dict seen_by_chained(const RecordSet& moves) {
  const RecordSet chained = moves.filtered(
      [](const RecordSet& move) { return move["move_orig_ids"] && !should_bypass_reservation(move, {}); });
  return chained.empty() ? Dict{} : quants_seen(chained["product_id"], chained["location_id"]);
}

void finish(const RecordSet& moves, Assignment& all) {
  if (!all.new_lines.empty()) moves.env()["stock.move.line"].create(std::move(all.new_lines));
  all.partial.write({{"state", "partially_available"}});
  all.assigned.write({{"state", "assigned"}});
  if (!moves.env().context("bypass_entire_pack")) check_entire_packs(moves["picking_id"]);
  apply_putaway(all.to_place["move_line_ids"]);
}

}  // namespace

Value reservation_context(const RecordSet&, const Arguments&) { return Dict{}; }

Value assign_moves(const RecordSet& moves, const Arguments& arguments) {
  Assignment all{moves.none(), moves.none(), moves.none()};
  all.force = quantity_in(arguments["force_qty"]);
  std::map<Id, double> reserved;
  for (const RecordSet& move : moves) reserved[move.id()] = move.number("quantity");
  const RecordSet todo = all.force != 0 ? moves : assignable(moves);
  all.seen = seen_by_chained(todo);
  for (const RecordSet& move : todo) assign_one(move.with_company(move["company_id"]), reserved[move.id()], all);
  finish(moves, all);
  return {};
}

void do_unreserve(const RecordSet& moves) {
  RecordSet open = moves.none();
  for (const RecordSet& move : moves) {
    const std::string state = move.text("state");
    if (state == "cancel" || (state == "done" && is_scrapped(move)) || move.flag("picked")) continue;
    if (state == "done") throw user_error("A move that is done cannot be unreserved.");
    open |= move;
  }
  const RecordSet lines = open["move_line_ids"], picked = lines.filtered("picked");
  (lines - picked).unlink();
  recompute_state(open - picked["move_id"]);
}

}  // namespace paridoo::addons::stock
