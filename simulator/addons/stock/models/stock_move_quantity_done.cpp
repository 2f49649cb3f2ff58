// Setting what a move moves: its lines take it in turn, and new lines what is left.
#include <algorithm>
#include <vector>

#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/move_line.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {

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

List commands_until_18(const RecordSet& move, double quantity) {
  List commands = shares_of_lines(move, quantity);
  if (compare(quantity, 0, move["product_uom"]) > 0) add_new_lines(move, quantity, commands);
  return commands;
}

// Since 19.0 lines grow by what is free where they take from, and new lines take from other quants, before the rest
// goes on a line that takes from the source of the move, whether it is there or not. All in the product's unit.
class QuantityDone {
 public:
  QuantityDone(const RecordSet& move, double quantity)
      : move_(move),
        unit_(move["product_id"]["uom_id"]),
        wanted_(in_unit_unrounded(move["product_uom"], quantity, unit_)),
        left_(wanted_) {}

  List commands() {
    for (const RecordSet& line : move_["move_line_ids"]) share(line);
    if (left() > 0) take_from_other_quants();
    if (left() > 0) add_new_lines(move_, told(left_), commands_);
    return std::move(commands_);
  }

 private:
  // In the unit of the move, as Odoo compares it.
  double told(double quantity) const { return in_unit_unrounded(unit_, quantity, move_["product_uom"]); }
  int left() const { return compare(told(left_), 0, move_["product_uom"]); }

  void set(const RecordSet& line, double quantity) {
    const double in_own = in_unit_unrounded(unit_, quantity, line["product_uom_id"]);
    commands_.push_back(command::update(line.id(), {{"quantity", in_own}}));
  }

  void share(const RecordSet& line) {
    const RecordSet own = line["product_uom_id"];
    if (compare(line.number("quantity"), 0, own) < 0) return;
    if (is_zero(told(left_), move_["product_uom"])) return commands_.push_back(command::remove(line.id()));
    const double has = in_unit_unrounded(own, line.number("quantity"), unit_);
    if (compare(has, left_, unit_) > 0) {
      set(line, left_);
      left_ = 0;
      return;
    }
    left_ -= has;
    if (!line["result_package_id"] && left() > 0) grow(line, has);
  }

  void grow(const RecordSet& line, double has) {
    QuantKey key = QuantKey::of(line);
    key.product = move_["product_id"];
    double free = 0;
    for (const QuantShare& share : shares_to_reserve(key, left_, {.match = Match::strict})) {
      free += share.quantity;
      used_.push_back(share.quant.id());
    }
    if (compare(free, left_, move_["product_uom"]) > 0) return;
    left_ -= free;
    set(line, free + has);
  }

  void take_from_other_quants() {
    for (const auto& [quant, free] :
         shares_to_reserve(QuantKey::of(move_["product_id"], move_["location_id"]), wanted_)) {
      if (std::find(used_.begin(), used_.end(), quant.id()) != used_.end()) continue;
      const double taken = std::min(left_, free);
      left_ -= taken;
      commands_.push_back(command::create(line_values(move_, taken, quant)));
      if (compare(told(left_), 0, unit_) <= 0) return;
    }
  }

  RecordSet move_, unit_;
  double wanted_, left_;
  Ids used_ = {};
  List commands_ = {};
};

}  // namespace

void set_quantity_done(const RecordSet& move, double quantity) {
  const RecordSet before = move["move_line_ids"];
  List commands =
      move.env().since(Series::v19) ? QuantityDone(move, quantity).commands() : commands_until_18(move, quantity);
  move.write({{"move_line_ids", std::move(commands)}});
  apply_putaway(move["move_line_ids"] - before);
}

}  // namespace paridoo::addons::stock
