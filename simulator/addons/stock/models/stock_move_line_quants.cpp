// What move lines do to the ledger.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/stock/models/stock_move_line.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

double in_product_unit(const RecordSet& line, double quantity) {
  return in_unit(line["product_uom_id"], quantity, line["product_id"]["uom_id"]);
}

QuantKey source_of(const RecordSet& line) { return QuantKey::of(line); }

QuantKey destination_of(const RecordSet& line) {
  return {line["product_id"], line["location_dest_id"], line["lot_id"], line["result_package_id"], line["owner_id"]};
}

namespace {

bool is_of_no_account(const RecordSet& line, double quantity) {
  return !is_storable(line["product_id"]) || is_zero(quantity, line["product_uom_id"]);
}

// What has no lot yet is taken to be of the lot that lacks.
void cover_by_untracked(const QuantKey& key, double quantity, std::optional<Moment> in_date) {
  QuantKey untracked = key;
  untracked.lot = key.lot.none();
  const double there = available_quantity(untracked, Match::strict);
  if (there == 0) return;
  const double taken = std::min(there, std::abs(quantity));
  update_available_quantity(untracked, -taken, in_date);
  update_available_quantity(key, taken, in_date);
}

}  // namespace

Moved synchronize_on_hand(const RecordSet& line, const QuantKey& key, double quantity, std::optional<Moment> in_date) {
  if (is_of_no_account(line, quantity)) return {};
  const Moved moved = update_available_quantity(key, quantity, in_date);
  if (moved.available < 0 && key.lot) cover_by_untracked(key, quantity, moved.in_date);
  return moved;
}

void synchronize_reserved(const RecordSet& line, const QuantKey& key, double quantity) {
  if (is_of_no_account(line, quantity) || should_bypass_reservation(line["move_id"], key.location)) return;
  update_reserved_quantity(key, quantity);
}

namespace {

// The transfer of the line itself first, then those that are scheduled latest.
RecordSet holders(const RecordSet& line, const QuantKey& key, const RecordSet& untouchable) {
  const Domain domain = term("state", "not in", List{"done", "cancel"}) & term("product_id", "=", key.product) &
                        term("lot_id", "=", key.lot) & term("location_id", "=", key.location) &
                        term("owner_id", "=", key.owner) & term("package_id", "=", key.package) &
                        term("quantity_product_uom", ">", 0.0) & term("picked", "=", false) &
                        term("id", "not in", (untouchable | line).ids());
  const RecordSet picking = line["move_id"]["picking_id"];
  return line.none().search(domain).sorted([&](const RecordSet& other) {
    std::optional<Moment> date = other["picking_id"].moment("scheduled_date");
    if (!date) date = other["move_id"].moment("date");
    const Id last_id_first = other.env().since(Series::v18) ? -other.id() : 0;
    return std::tuple(!(other["picking_id"] == picking), date ? -date->time_since_epoch().count() : 0, last_id_first);
  });
}

// Whether those who lose their goods wait for them no longer: in 17.0 a parameter says so.
bool breaks_chains(const Env& env) {
  return env.since(Series::v18) || !base::config_parameter(env, "stock.break_mto").empty();
}

}  // namespace

void free_reservation(const RecordSet& line, const QuantKey& key, double quantity, const RecordSet& untouchable) {
  if (should_bypass_reservation(line["move_id"], key.location)) return;
  RecordSet moves = line.env()["stock.move"], emptied = line.none();
  for (const RecordSet& holder : holders(line, key, untouchable)) {
    moves |= holder["move_id"];
    const double held = holder.number("quantity_product_uom");
    if (compare(held, quantity, line["product_uom_id"]) > 0) {
      const double less = in_unit(holder["product_id"]["uom_id"], quantity, holder["product_uom_id"]);
      holder.write({{"quantity", holder.number("quantity") - less}});
      break;
    }
    quantity -= held;
    emptied |= holder;
    if (is_zero(quantity, line["product_uom_id"])) break;
  }
  if (breaks_chains(line.env()))
    for (const RecordSet& move : emptied["move_id"] | moves)
      move.write({{"procure_method", "make_to_stock"}, {"move_orig_ids", List{command::clear()}}});
  emptied.unlink();
  action_assign(moves);
}

}  // namespace paridoo::addons::stock
