// What users change in a transfer before it is carried out: quantities, lots, owners, packages, demand.
#include <algorithm>

#include "tests/properties/stockroom/commands.h"

namespace paridoo::stockroom {
namespace {

using orm::Dict;
using orm::Ids;
using orm::List;
using orm::Value;

std::optional<Id> pick_move(const Stock& stock, const Step& step) {
  Ids found;
  for (const auto& [id, move] : stock.moves)
    if (move.transfer && is_open(move.state) && move.state != "draft") found.push_back(id);
  if (found.empty()) return {};
  return one_of(found, step.first);
}
std::optional<Id> pick_line(const Stock& stock, const Step& step, const std::function<bool(const MoveLine&)>& holds) {
  Ids found;
  for (const auto& [id, line] : stock.lines)
    if (line.transfer && is_open(line.state) && holds(line)) found.push_back(id);
  if (found.empty()) return {};
  return one_of(found, step.first);
}

// Less than is asked for, as much, or more. Of what has lots, no more than was found: Odoo would take goods without a
// lot, and its ledger then mixes them with those of a lot (see _get_gather_domain and _synchronize_quant).
Done take_quantity(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick_move(before, step);
  if (!id) return {};
  const Move& move = before.moves.at(*id);
  const Product& product = room.product(move.product);
  const double quantity = one_of(product.quantities, step.second);
  if (product.tracking != "none" && room.is_kept(move.from) && hundredths(quantity) > move.quantity) return {};
  room.call("stock.move", "write",
            {refs("stock.move", {*id}), Dict{{"quantity", quantity}, {"picked", step.third % 2 == 0}}}, {},
            step.third % 3 == 0);
  return [id, quantity](const Stock& after) {
    return require(after.moves.at(*id).quantity == hundredths(quantity),
                   "move " + std::to_string(*id) + " takes " + std::to_string(hundredths(quantity)) + ", not " +
                       std::to_string(after.moves.at(*id).quantity));
  };
}

Done change_demand(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick_move(before, step);
  if (!id) return {};
  const double demand = one_of(room.product(before.moves.at(*id).product).quantities, step.second);
  room.call("stock.move", "write", {refs("stock.move", {*id}), Dict{{"product_uom_qty", demand}}});
  return [id, demand](const Stock& after) {
    return require(after.moves.at(*id).demand == hundredths(demand), "the demand is what was written");
  };
}

// Whether nobody else has the serial, or, of what is taken from a shelf, it lies there for the taking. Odoo would not
// insist: its serials can then be in two places.
bool is_free(const Stock& stock, const Stockroom& room, const MoveLine& line, Id serial) {
  Quantity anywhere = 0, here = 0;
  for (const auto& [id, quant] : stock.quants) {
    if (quant.lot != serial || quant.quantity <= 0) continue;
    anywhere += quant.quantity;
    if (quant.location == line.from && quant.package == line.package && quant.owner == line.owner)
      here += quant.quantity - quant.reserved;
  }
  return room.is_kept(line.from) ? here > 0 : anywhere == 0;
}

Done name_lot(Stockroom& room, const Stock& before, const Step& step) {
  const auto id =
      pick_line(before, step, [&](const MoveLine& line) { return room.product(line.product).tracking != "none"; });
  if (!id) return {};
  const MoveLine& line = before.lines.at(*id);
  const Id lot = one_of(room.lots(line.product), step.second);
  if (room.product(line.product).tracking == "serial" && !is_free(before, room, line, lot)) return {};
  room.call("stock.move.line", "write", {refs("stock.move.line", {*id}), Dict{{"lot_id", ref("stock.lot", lot)}}}, {},
            step.third % 3 == 0);
  return [id, lot](const Stock& after) {
    return require(after.lines.contains(*id) && after.lines.at(*id).lot == lot, "the line has the lot");
  };
}

Done name_owner(Stockroom& room, const Stock& before, const Step& step) {
  const auto id =
      pick_line(before, step, [&](const MoveLine& line) { return line.from == room.suppliers() && !line.owner; });
  if (!id) return {};
  room.call("stock.move.line", "write",
            {refs("stock.move.line", {*id}), Dict{{"owner_id", ref("res.partner", room.owner())}}});
  return [id, owner = room.owner()](const Stock& after) {
    return require(after.lines.at(*id).owner == owner, "the line has the owner");
  };
}

Done pack(Stockroom& room, const Stock& before, const Step& step) {
  const Ids found = transfers_where(before, [&](const Transfer& transfer) {
    const Ids lines = lines_of(before, transfer.id);
    return transfer.state == "assigned" && std::any_of(lines.begin(), lines.end(), [&](Id line) {
             return before.lines.at(line).quantity > 0 && !before.lines.at(line).result_package;
           });
  });
  if (found.empty()) return {};
  const Id id = one_of(found, step.first);
  room.call("stock.picking", "action_put_in_pack", only(refs("stock.picking", {id})));
  return [id, ledger = on_hand(before)](const Stock& after) {
    std::vector<std::string> broken = compare(ledger, after);
    const Ids lines = lines_of(after, id);
    if (std::none_of(lines.begin(), lines.end(),
                     [&](Id line) { return after.lines.at(line).result_package.has_value(); }))
      broken.push_back("something is packed");
    return broken;
  };
}

Done drop_line(Stockroom& room, const Stock& before, const Step& step) {
  const auto id = pick_line(before, step, [](const MoveLine&) { return true; });
  if (!id) return {};
  room.call("stock.move.line", "unlink", only(refs("stock.move.line", {*id})));
  return [id](const Stock& after) { return require(!after.lines.contains(*id), "a deleted line is gone"); };
}

}  // namespace

const std::vector<Command>& detail_commands() {
  static const std::vector<Command> all = {
      {"take a quantity", take_quantity},
      {"change the demand", change_demand},
      {"name a lot", name_lot},
      {"name an owner", name_owner},
      {"pack", pack},
      {"drop a line", drop_line},
  };
  return all;
}

}  // namespace paridoo::stockroom
