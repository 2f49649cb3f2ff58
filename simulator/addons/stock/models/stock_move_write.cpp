// create, write and unlink of stock.move.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "simulator/addons/mail/thread.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::stock {
namespace {

RecordSet picking_in(const RecordSet& model, const Dict& values) {
  const Value& id = values.get("picking_id");
  return model.env()["stock.picking"].browse(id.is_integer() ? id.integer() : 0);
}

void join_group(const RecordSet& picking, Dict& values) {
  if (picking.env().since(Series::v19) || values.contains("group_id")) return;
  if (const RecordSet group = picking["group_id"]) values.set("group_id", group);
}

// Since 19.0 moves without references take those of their transfer.
void join_references(const RecordSet& moves) {
  if (!moves.env().since(Series::v19)) return;
  for (const RecordSet& move : moves)
    if (const RecordSet references = move["picking_id"]["reference_ids"]; references && !move["reference_ids"])
      move.write({{"reference_ids", List{command::set(references.ids())}}});
}

// --- create

void prepare(const RecordSet& model, Dict& values) {
  if (values.get("quantity") || values.get("move_line_ids")) values.erase("lot_ids");
  const RecordSet picking = picking_in(model, values);
  join_group(picking, values);
  if (picking.text("state") == "done" && model.env().since(Series::v18)) values.set("state", "done");
  if (values.get("state") == Value("done")) values.set("picked", true);
}

// Since 19.0 what reordering rules say is stored: moves of their products through their warehouses make it stale.
void renew_orderpoints(const RecordSet& moves) {
  const Env& env = moves.env();
  if (!env.since(Series::v19)) return;
  Domain concerned = Domain::nothing();
  for (const RecordSet& move : moves) {
    const RecordSet warehouses = move["location_id"]["warehouse_id"] | move["location_dest_id"]["warehouse_id"];
    Domain of_move = term("product_id", "=", move["product_id"]);
    if (warehouses) of_move = of_move & term("warehouse_id", "in", warehouses.ids());
    concerned = concerned | of_move;
  }
  const RecordSet orderpoints = env.sudo()["stock.warehouse.orderpoint"].search(concerned);
  const std::array what_it_depends_on{&orderpoints.model().at("replenishment_uom_id")};
  env.transaction().modified(what_it_depends_on, orderpoints.ids());
}

}  // namespace

RecordSet create_moves(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& move : values) {
    if (model.env().since(Series::v19)) check_referred(model.env(), model.model(), move, {"location_dest_id"});
    prepare(model, move);
  }
  const RecordSet moves = super(std::move(values));
  // Whose warehouses have reordering rules to renew is read in the user's name.
  if (model.env().since(Series::v19)) check_rules(moves["location_id"], orm::Operation::read);
  renew_orderpoints(moves);
  join_references(moves);
  return moves;
}

void place_lines_below(const RecordSet& moves) {
  for (const RecordSet& line : moves["move_line_ids"]) {
    const RecordSet destination = line["move_id"]["location_dest_id"];
    if (is_child_of(line["location_dest_id"], destination)) continue;
    const PutawayOptions options{.quantity = line.number("quantity_product_uom")};
    line.write({{"location_dest_id", putaway_location(destination, line["product_id"], options)}});
  }
}

namespace {

// --- write

bool is_state(const RecordSet& move, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), move.text("state")) != states.end();
}

void check_values(const RecordSet& moves, const Dict& values) {
  for (const RecordSet& move : moves) {
    if (values.contains("quantity") && is_state(move, {"cancel"}))
      throw user_error("The quantity of a cancelled move cannot be changed; make a new line instead.");
    if (values.contains("product_uom") && is_state(move, {"done"}))
      throw user_error("The unit of a done move cannot be changed.");
  }
}

void log_new_demand(const RecordSet& moves, double demand) {
  for (const RecordSet& move : moves) {
    if (is_state(move, {"done", "draft"}) || !move["picking_id"]) continue;
    if (compare(demand, move.number("product_uom_qty"), move["product_uom"]) == 0) continue;
    mail::message_post(move["picking_id"],
                       "<p>The demand of " + move["product_id"].display_name() + " was changed.</p>");
  }
}

struct AfterWrite {
  RecordSet reassign;
  RecordSet recompute;
};

// A demand below what is reserved frees all of it; receipts then take the new demand at once.
void change_demand(const RecordSet& moves, double demand, AfterWrite& after) {
  const RecordSet freed = moves.filtered([&](const RecordSet& move) {
    return !is_state(move, {"draft", "done", "cancel"}) &&
           compare(move.number("quantity"), demand, move["product_uom"]) > 0;
  });
  do_unreserve(freed);
  const RecordSet kept = moves - freed;
  kept.filtered([](const RecordSet& move) { return is_state(move, {"assigned"}); })
      .write({{"state", "partially_available"}});
  const auto from_vendor = [](const RecordSet& move) { return move["location_id"].text("usage") == "supplier"; };
  after.reassign |= freed.filtered(from_vendor);
  after.reassign |= kept.filtered([&](const RecordSet& move) {
    return from_vendor(move) && is_state(move, {"partially_available", "assigned"});
  });
  after.recompute |= moves - freed - after.reassign;
}

// The other moves of the chain get the deadline too; those that have one are moved by the same time.
void propagate_deadline(const RecordSet& move, const Value& deadline, std::set<Id>& seen);

void shift_deadline(const RecordSet& move, const Value& deadline, std::optional<std::chrono::seconds> earlier,
                    std::set<Id>& seen) {
  Value shifted = deadline;
  if (const auto own = move.moment("date_deadline"); own && earlier && earlier->count() != 0)
    shifted = orm::format_moment(*own - *earlier);
  propagate_deadline(move, shifted, seen);
  move.with_context({{"date_deadline_is_propagated", true}}).write({{"date_deadline", shifted}});
}

void propagate_deadline(const RecordSet& move, const Value& deadline, std::set<Id>& seen) {
  seen.insert(move.id());
  std::optional<std::chrono::seconds> earlier;
  if (const auto own = move.moment("date_deadline"); own && deadline.is_text())
    if (const auto wanted = orm::parse_moment(deadline.text())) earlier = *own - *wanted;
  for (const RecordSet& other : move["move_dest_ids"] | move["move_orig_ids"])
    if (!is_state(other, {"done", "cancel"}) && !seen.contains(other.id()))
      shift_deadline(other, deadline, earlier, seen);
}

void change_deadline(const RecordSet& moves, const Value& deadline) {
  if (moves.env().context("date_deadline_is_propagated")) return;
  std::set<Id> seen(moves.ids().begin(), moves.ids().end());
  for (const RecordSet& move : moves) propagate_deadline(move, deadline, seen);
}

// Along a chain without forks the packaging is the same.
void propagate_packaging(const RecordSet& moves, const Value& packaging, std::set<Id>& seen) {
  seen.insert(moves.ids().begin(), moves.ids().end());
  const auto pass = [&](const RecordSet& move, std::string_view onward, std::string_view back) {
    for (const RecordSet& other : move[onward]) {
      if (seen.contains(other.id()) || is_state(other, {"cancel", "done"}) || !(other[back] == move)) continue;
      if (Value(other["product_packaging_id"]) == packaging) continue;
      propagate_packaging(other, packaging, seen);
      other.with_context({{"product_packaging_is_propagated", true}}).write({{"product_packaging_id", packaging}});
    }
  };
  for (const RecordSet& move : moves) {
    pass(move, "move_dest_ids", "move_orig_ids");
    pass(move, "move_orig_ids", "move_dest_ids");
  }
}

// Lines that lie outside of where the moves take from now are given up.
void leave_old_location(const RecordSet& moves, AfterWrite& after) {
  for (const RecordSet& line : moves["move_line_ids"]) {
    const RecordSet above = self_and_parents(line["location_id"]);
    if (moves["location_id"].size() == 1 && above.contains(moves["location_id"])) continue;
    after.reassign |= moves;
    moves.write({{"procure_method", "make_to_stock"}});
    moves.write({{"move_orig_ids", List{command::clear()}}});
    line.unlink();
  }
}

// In the user's name: places of companies that are not the user's are not moved to.
void follow_warehouse(const RecordSet& moves) {
  for (const RecordSet& move : moves) {
    check_rules(move["location_id"], orm::Operation::read);
    RecordSet warehouse = move["location_id"]["warehouse_id"];
    if (!warehouse) {
      check_rules(move["location_dest_id"], orm::Operation::read);
      warehouse = move["location_dest_id"]["warehouse_id"];
    }
    if (!(warehouse == move["warehouse_id"])) move.write({{"warehouse_id", warehouse}});
  }
}

void before_write(const RecordSet& moves, Dict& values, AfterWrite& after) {
  check_values(moves, values);
  if (const Value* demand = values.find("product_uom_qty")) {
    log_new_demand(moves, quantity_in(*demand));
    if (moves.env().context("do_not_unreserve").is_none()) change_demand(moves, quantity_in(*demand), after);
  }
  if (const Value* packaging = values.find("product_packaging_id");
      packaging && !moves.env().context("product_packaging_is_propagated")) {
    std::set<Id> seen;
    propagate_packaging(moves, *packaging, seen);
  }
  if (const Value* deadline = values.find("date_deadline")) change_deadline(moves, *deadline);
  if (values.contains("move_orig_ids"))
    after.recompute |= moves.filtered([](const RecordSet& move) {
      return !is_state(move, {"draft", "cancel", "done"});
    });
  if (values.contains("picking_id")) join_group(picking_in(moves.none(), values), values);
}

// Since 19.0 what was done moves to another day with its move.
void date_done_lines(const RecordSet& moves, const Value& date) {
  if (!moves.env().since(Series::v19)) return;
  moves.filtered([](const RecordSet& move) { return is_state(move, {"done"}); })["move_line_ids"].write(
      {{"date", date}});
}

bool changes_any(const Dict& values, std::initializer_list<std::string_view> fields) {
  return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) { return values.contains(field); });
}

}  // namespace

void write_moves(const RecordSet& moves, Dict values, const WriteSuper& super) {
  AfterWrite after{moves.none(), moves.none()};
  before_write(moves, values, after);
  RecordSet relocated = moves.none();
  if (const Value* location = values.find("location_id"))
    relocated = moves.filtered([&](const RecordSet& move) { return !(Value(move["location_id"]) == *location); });
  const bool goes_elsewhere = values.contains("location_dest_id"), joins = values.contains("picking_id");
  const bool moves_elsewhere = values.contains("location_id") || goes_elsewhere;
  const Value date = values.get("date");
  const bool changes_need = changes_any(values, {"product_id", "location_id", "location_dest_id"});
  const bool changes_time = changes_any(values, {"state", "date", "product_uom_qty"});
  if (changes_need) renew_orderpoints(moves);
  super(moves, std::move(values));
  recompute_state(after.recompute);
  if (moves.env().since(Series::v18)) {
    if (relocated) leave_old_location(relocated, after);
    if (moves_elsewhere) follow_warehouse(moves);
  } else if (goes_elsewhere) {
    place_lines_below(moves);
  }
  if (joins) join_references(moves);
  if (date) date_done_lines(moves, date);
  if (after.reassign) action_assign(after.reassign);
  if (changes_need || changes_time) renew_orderpoints(moves);
}

void unlink_moves(const RecordSet& moves, const UnlinkSuper& super) {
  moves["move_line_ids"].unlink();
  for (const RecordSet& move : moves)
    if (!is_state(move, {"draft", "cancel"}) && (move["move_orig_ids"] || move["move_dest_ids"]))
      throw user_error("A move that is linked to another operation cannot be deleted.");
  super(moves);
}

}  // namespace paridoo::addons::stock
