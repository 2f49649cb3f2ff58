// Doing moves: goods change place, what is missing is split off, what comes next is reserved.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "simulator/addons/base/company_check.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/picking.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/hooks.h"

namespace paridoo::addons::stock {

RecordSet action_done(const RecordSet& moves, bool cancel_backorder) {
  return moves.browse(moves.call("_action_done", {cancel_backorder}).ids());
}

namespace {

bool is_state(const RecordSet& move, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), move.text("state")) != states.end();
}

RecordSet open_moves(const RecordSet& moves) {
  const RecordSet drafts = moves.filtered([](const RecordSet& move) { return is_state(move, {"draft"}); });
  const RecordSet confirmed = drafts ? action_confirm(drafts, {.merge = false}) : moves.none();
  return (moves | confirmed).exists().filtered([](const RecordSet& move) {
    return !is_state(move, {"done", "cancel"});
  });
}

bool moves_nothing(const RecordSet& move) { return move.number("quantity") <= 0 && !move.flag("is_inventory"); }

// Cancels what is not wanted any more, and drops the lines that were not picked from moves that were.
void drop_unpicked(const RecordSet& moves, bool cancel_backorder) {
  RecordSet unpicked = moves.env()["stock.move.line"];
  for (const RecordSet& move : moves) {
    if (move.flag("picked"))
      unpicked |= move["move_line_ids"].filtered([](const RecordSet& line) { return !line.flag("picked"); });
    const bool is_undone = (move.number("quantity") <= 0 || !move.flag("picked")) && !move.flag("is_inventory");
    const bool is_unwanted = cancel_backorder || is_zero(move.number("product_uom_qty"), move["product_uom"]);
    if (is_undone && is_unwanted) action_cancel(move);
  }
  unpicked.unlink();
}

// In 17.0 what is lacking or reserved is in the way too.
bool holds_something(const RecordSet& quant) {
  const RecordSet unit = quant["product_id"]["uom_id"];
  if (quant.env().since(Series::v18)) return compare(quant.number("quantity"), 0, unit) > 0;
  return !is_zero(std::abs(quant.number("quantity")) + std::abs(quant.number("reserved_quantity")), unit);
}

void check_packages_stay_whole(const RecordSet& moves) {
  for (const RecordSet& package : moves["move_line_ids"].filtered("picked")["result_package_id"]) {
    const RecordSet held = package["quant_ids"].filtered(holds_something);
    if (package["quant_ids"].size() > 1 && held["location_id"].size() > 1)
      throw user_error("The content of the package " + package.text("name") +
                       " would be in two places: move it once, and whole.");
  }
}

void tidy_moved_packages(const RecordSet& moves) {
  for (const RecordSet& line : moves["move_line_ids"])
    if (line["package_id"] && line["package_id"] == line["result_package_id"]) return unlink_zero_quants(moves.env());
}

void push_on(const RecordSet& moves) {
  if (!moves.env().since(Series::v18)) return relink_done(moves);
  const RecordSet to_push = moves.filtered([](const RecordSet& move) { return !move.call("_skip_push").boolean(); });
  if (to_push) to_push.call("_push_apply");
}

void assign_next(const RecordSet& moves) {
  for (const auto& [company, next] :
       moves["move_dest_ids"].grouped([](const RecordSet& move) { return move["company_id"].id(); }))
    action_assign(next.in(moves.env().sudo().with_company(company)));
}

// 17.0 checks each quant as it changes.
void check_serials(const RecordSet& moves) {
  if (!moves || !moves.env().since(Series::v18)) return;
  const Domain held = term("product_id", "in", moves["product_id"].ids()) &
                      term("location_id", "child_of", moves["location_dest_id"].ids()) &
                      term("lot_id", "in", moves["move_line_ids"]["lot_id"].ids());
  check_serials_are_single(moves.env()["stock.quant"].search(held));
}

void move_goods(const RecordSet& moves) {
  const RecordSet lines = moves["move_line_ids"].sorted();
  if (lines) lines.call("_action_done");
  check_packages_stay_whole(moves);
  tidy_moved_packages(moves);
  moves.write({{"state", "done"}, {"date", moves.env().now_text()}});
}

// 17.0 only: what is moved beyond the demand gets a move of its own, so that it is pushed on like the rest; that move
// is merged into the one it comes from.
RecordSet with_extra_move(const RecordSet& move) {
  const RecordSet unit = move["product_uom"];
  const double quantity = move.number("quantity"), demand = move.number("product_uom_qty");
  if (compare(quantity, demand, unit) <= 0) return move;
  const Value extra = orm::float_round(quantity - demand, uom::rounding_of(unit));
  const Dict values = move.call("_prepare_extra_move_vals", {extra}).dict();
  const RecordSet made = move.with_context({{"avoid_putaway_rules", true}, {"extra_move_mode", true}}).copy(values);
  return action_confirm(made.with_context({{"merge_extra", true}, {"do_not_unreserve", true}}), {.merge_into = move});
}

RecordSet with_extra_moves(const RecordSet& moves) {
  if (moves.env().since(Series::v18)) return moves;
  RecordSet all = moves.none();
  for (const RecordSet& move : moves) all |= with_extra_move(move).in(moves.env());
  return all;
}

}  // namespace

Value synch_order(const RecordSet&, const Arguments&) { return true; }

Value prepare_extra_move_vals(const RecordSet& move, const Arguments& arguments) {
  return Dict{{"procure_method", "make_to_stock"},       {"origin_returned_move_id", move["origin_returned_move_id"]},
              {"product_uom_qty", arguments["qty"]},     {"picking_id", move["picking_id"]},
              {"price_unit", move.number("price_unit")}, {"date_deadline", move.value("date_deadline")}};
}

Value done_moves(const RecordSet& moves, const Arguments& arguments) {
  const bool cancel_backorder = static_cast<bool>(arguments["cancel_backorder"]);
  const RecordSet open = open_moves(moves);
  drop_unpicked(open, cancel_backorder);
  const RecordSet todo = with_extra_moves(open.filtered([](const RecordSet& move) {
    return !is_state(move, {"cancel"}) && !moves_nothing(move) && move.flag("picked");
  }));
  base::check_companies(todo);
  if (!cancel_backorder) split_off_backorders(todo);
  move_goods(todo);
  const RecordSet pickings = todo["picking_id"];
  push_on(todo);
  assign_next(todo);
  // Scrapping a part of a transfer leaves the rest of it open.
  if (moves.env().context("is_scrap")) return open.ids();
  if (pickings && !cancel_backorder) {
    const RecordSet backorders = create_backorders(pickings);
    if (backorders["move_ids"].where("state", "=", "assigned")) check_entire_packs(backorders);
  }
  check_serials(todo);
  if (todo && moves.env().since(Series::v19)) todo.call("_action_synch_order");
  return todo.ids();
}

// --- splitting

namespace {

// In the unit of the move, unless the part would not come back from there as it was.
Dict split_values(const RecordSet& move, double part) {
  const RecordSet unit = move["product_id"]["uom_id"];
  const double told = in_unit(unit, part, move["product_uom"]);
  const bool converts =
      orm::float_compare(part, in_unit(move["product_uom"], told, unit), quantity_digits(move.env())) == 0;
  if (converts) return move.call("_prepare_move_split_vals", {told}).dict();
  return move.with_context({{"force_split_uom_id", unit.id()}}).call("_prepare_move_split_vals", {part}).dict();
}

// The values of a new move of `part` (in the product's unit); the demand of `move` becomes less by it.
std::vector<Dict> split(const RecordSet& move, double part) {
  if (is_state(move, {"done", "cancel", "draft"}))
    throw user_error("Only a confirmed move that is still open can be split.");
  const RecordSet unit = move["product_id"]["uom_id"];
  if (is_zero(part, unit)) return {};
  Dict values = split_values(move, part);
  if (const Value& source = move.env().context("source_location_id")) values.set("location_id", source);
  std::vector<Dict> copies = orm::copy_data(move, values);
  const double rest = std::max(0.0, move.number("product_qty") - part);
  const double demand =
      orm::float_round(in_unit_unrounded(unit, rest, move["product_uom"]), quantity_digits(move.env()));
  move.with_context({{"do_not_unreserve", true}}).write({{"product_uom_qty", demand}});
  if (move.env().since(Series::v19)) recompute_state(move);
  return copies;
}

Value linked(const RecordSet& moves) {
  List commands;
  for (const Id id : moves.ids()) commands.push_back(command::link(id));
  return commands;
}

}  // namespace

Value prepare_move_split_vals(const RecordSet& move, const Arguments& arguments) {
  const RecordSet open = move["move_dest_ids"].filtered([](const RecordSet& next) {
    return !is_state(next, {"done", "cancel"});
  });
  Dict values{{"product_uom_qty", arguments["qty"]},
              {"procure_method", move.text("procure_method")},
              {"move_dest_ids", linked(open)},
              {"move_orig_ids", linked(move["move_orig_ids"])},
              {"origin_returned_move_id", move["origin_returned_move_id"]},
              {"price_unit", move.number("price_unit")},
              {"date_deadline", move.value("date_deadline")}};
  if (const Value& unit = move.env().context("force_split_uom_id")) values.set("product_uom", unit);
  return values;
}

RecordSet split_off_backorders(const RecordSet& moves) {
  const Rounding digits = quantity_digits(moves.env());
  std::vector<Dict> values;
  for (const RecordSet& move : moves) {
    const double done = move.number("quantity"), demand = move.number("product_uom_qty");
    if (orm::float_compare(done, demand, digits) >= 0) continue;
    const double missing = in_unit(move["product_uom"], demand - done, move["product_id"]["uom_id"]);
    for (Dict& copy : split(move, missing)) values.push_back(std::move(copy));
  }
  if (values.empty()) return moves.none();
  const RecordSet made = moves.none().create(std::move(values));
  // 17.0 asks once more for what is made to order.
  const bool asks_again = !moves.env().since(Series::v18);
  action_confirm(made.with_context({{"bypass_entire_pack", true}, {"bypass_procurement_creation", !asks_again}}),
                 {.merge = false});
  return made;
}

}  // namespace paridoo::addons::stock
