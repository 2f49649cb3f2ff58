// Backorders: what a transfer leaves to do goes into a new one.
#include <algorithm>
#include <optional>

#include "simulator/addons/mail/thread.h"
#include "simulator/addons/stock/models/stock_picking.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/package_level.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

RecordSet still_to_do(const RecordSet& picking) {
  return picking["move_ids"].where("state", "not in", List{"done", "cancel"});
}

RecordSet move_into_backorder(const RecordSet& picking, const RecordSet& moves) {
  const RecordSet backorder = picking.browse(picking.call("_create_backorder_picking").integer());
  moves.write({{"picking_id", backorder}, {"picked", false}});
  move_levels_to(moves["move_line_ids"], backorder);
  moves["move_line_ids"].write({{"picking_id", backorder}});
  if (picking.env().since(Series::v18)) backorder.write({{"user_id", false}});
  mail::message_post(picking, "<p>The backorder " + backorder.text("name") + " has been created.</p>");
  return backorder;
}

}  // namespace

RecordSet create_backorders(const RecordSet& pickings, const std::optional<RecordSet>& moves) {
  const Value ids = moves ? Value(moves->ids()) : Value();
  return pickings.browse(pickings.call("_create_backorder", {ids}).ids());
}

Value create_backorder(const RecordSet& pickings, const Arguments& arguments) {
  const Value& given = arguments["backorder_moves"];
  RecordSet backorders = pickings.none(), to_assign = pickings.none();
  for (const RecordSet& picking : pickings) {
    RecordSet moves = still_to_do(picking);
    if (given)
      moves = moves.browse(given.ids()).filtered([&](const RecordSet& move) { return move["picking_id"] == picking; });
    recompute_state(moves);
    if (!moves) continue;
    const RecordSet backorder = move_into_backorder(picking, moves);
    backorders |= backorder;
    if (backorder["picking_type_id"].text("reservation_method") == "at_confirm") to_assign |= backorder;
  }
  if (to_assign) to_assign.call("action_assign");
  return backorders.ids();
}

Value create_backorder_picking(const RecordSet& picking, const Arguments&) {
  picking.ensure_one();
  return picking.copy({{"name", "/"}, {"move_ids", List{}}, {"move_line_ids", List{}}, {"backorder_id", picking.id()}})
      .id();
}

namespace {

void check_can_be_split(const RecordSet& picking) {
  bool any_done = false, any_missing = false;
  for (const RecordSet& move : picking["move_ids"]) {
    const int sign = compare(move.number("quantity"), move.number("product_uom_qty"), move["product_uom"]);
    if (!is_zero(move.number("quantity"), move["product_uom"])) any_done = true;
    if (sign > 0) throw user_error(picking.display_name() + " moves more than is demanded and cannot be split.");
    if (sign < 0) any_missing = true;
  }
  if (!any_done)
    throw user_error(picking.display_name() + ": enter the quantities that are to go into a transfer of their own.");
  if (!any_missing) throw user_error(picking.display_name() + " is complete; there is nothing to split off.");
}

}  // namespace

Value action_split_transfer(const RecordSet& picking, const Arguments&) {
  check_can_be_split(picking);
  const RecordSet moves = picking["move_ids"];
  const RecordSet begun = moves.filtered([](const RecordSet& move) {
    return move.text("state") != "done" && move.text("state") != "cancel" && move.number("quantity") != 0;
  });
  const RecordSet untouched = moves.filtered([](const RecordSet& move) { return move.number("quantity") == 0; });
  create_backorders(picking, split_off_backorders(begun) | untouched);
  return {};
}

// --- notes about what will not come

void log_less_quantities(const RecordSet& picking, const std::vector<LessThanExpected>& moves) {
  List list;
  for (const auto& [move, quantity, expected] : moves) list.push_back(List{move.id(), quantity, expected});
  if (!list.empty()) picking.call("_log_less_quantities_than_expected", {std::move(list)});
}

Value log_less_quantities_than_expected(const RecordSet& picking, const Arguments& arguments) {
  if (picking.env().context("skip_activity")) return {};
  for (const Value& row : arguments["moves"].list()) {
    const RecordSet move = picking.env()["stock.move"].browse(row.list().at(0).integer());
    for (const RecordSet& impacted : move["move_dest_ids"]["picking_id"])
      mail::message_post(impacted.sudo(), "<p>Less of " + move["product_id"].display_name() + " comes from " +
                                              picking.text("name") + " than was expected.</p>");
  }
  return {};
}

}  // namespace paridoo::addons::stock
