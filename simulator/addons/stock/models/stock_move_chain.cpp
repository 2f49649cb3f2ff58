#include "simulator/addons/stock/models/stock_move_chain.h"

#include <algorithm>

#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

// Where a line brings what it moves, and in which package.
QuantKey destination_of(const RecordSet& line) {
  return {line["product_id"], line["location_dest_id"], line["lot_id"], line["result_package_id"], line["owner_id"]};
}

// The product does not count: the lines of one move are of one.
bool is_same_place(const QuantKey& a, const QuantKey& b) {
  return a.location == b.location && a.lot == b.lot && a.package == b.package && a.owner == b.owner;
}

double quantity_of(const RecordSet& line) {
  return in_unit(line["product_uom_id"], line.number("quantity"), line["product_id"]["uom_id"]);
}

std::vector<Brought> brought_by(const RecordSet& moves) {
  std::vector<Brought> brought;
  for (const RecordSet& line : moves["move_line_ids"]) {
    const QuantKey key = destination_of(line);
    auto same =
        std::find_if(brought.begin(), brought.end(), [&](const Brought& b) { return is_same_place(b.key, key); });
    if (same == brought.end()) same = brought.insert(brought.end(), {key, 0});
    same->quantity += quantity_of(line);
  }
  return brought;
}

// What siblings hold reserved hides what they have done from the same place.
double taken_by(const RecordSet& done_lines, const RecordSet& reserved_lines, const QuantKey& key) {
  double done = 0, reserved = 0;
  bool any_reserved = false;
  for (const RecordSet& line : done_lines)
    if (is_same_place(QuantKey::of(line), key)) done += quantity_of(line);
  for (const RecordSet& line : reserved_lines) {
    if (!is_same_place(QuantKey::of(line), key)) continue;
    reserved += line.number("quantity_product_uom");
    any_reserved = true;
  }
  return any_reserved ? reserved : done;
}

RecordSet in_state(const RecordSet& moves, const List& states) { return moves.where("state", "in", states); }

}  // namespace

std::vector<Brought> available_move_lines(const RecordSet& move, const RecordSet& reserved_now) {
  const RecordSet origins = move["move_orig_ids"];
  const RecordSet before = in_state(origins["move_dest_ids"]["move_orig_ids"], {"done"});
  const RecordSet siblings = origins["move_dest_ids"] - move;
  const RecordSet done_lines = in_state(siblings, {"done"})["move_line_ids"];
  const RecordSet reserved = in_state(siblings, {"partially_available", "assigned"}) | (siblings & reserved_now);
  const RecordSet reserved_lines = reserved["move_line_ids"];
  std::vector<Brought> available;
  for (Brought brought : brought_by(before)) {
    brought.quantity -= taken_by(done_lines, reserved_lines, brought.key);
    if (compare(brought.quantity, 0, move["product_id"]["uom_id"]) > 0) available.push_back(std::move(brought));
  }
  return available;
}

}  // namespace paridoo::addons::stock
