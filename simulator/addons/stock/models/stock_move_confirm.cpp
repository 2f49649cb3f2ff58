// From draft to confirmed: state, procurement, transfer, merging, returns of negative demands, first reservation.
#include <algorithm>
#include <vector>

#include "simulator/addons/base/company_check.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

RecordSet action_confirm(const RecordSet& moves, const ConfirmOptions& options) {
  const Value into = options.merge_into ? Value(options.merge_into->ids()) : Value(false);
  return moves.browse(moves.call("_action_confirm", {options.merge, into}).ids());
}

namespace {

bool is_negative(const RecordSet& move) { return compare(move.number("product_uom_qty"), 0, move["product_uom"]) < 0; }

// Draft moves by what confirming makes of them.
struct Drafts {
  RecordSet to_confirm;
  RecordSet to_wait;
  RecordSet to_procure;
  RecordSet to_group;  // into transfers
};

Drafts sort_drafts(const RecordSet& moves) {
  Drafts drafts{moves.none(), moves.none(), moves.none(), moves.none()};
  for (const RecordSet& move : moves) {
    if (move.text("state") != "draft") continue;
    if (move["move_orig_ids"]) {
      drafts.to_wait |= move;
    } else if (move.text("procure_method") == "make_to_order") {
      drafts.to_wait |= move;
      drafts.to_procure |= move;
    } else {
      if (takes_from_stock_first(move)) drafts.to_procure |= move;
      drafts.to_confirm |= move;
    }
    if (!move["picking_id"] && move["picking_type_id"]) drafts.to_group |= move;
  }
  return drafts;
}

Dict without_defaults(const Dict& context) {
  Dict clean;
  for (const auto& [name, value] : context)
    if (!name.starts_with("default_")) clean.set(name, value);
  return clean;
}

void group_into_pickings(const RecordSet& moves) {
  const Env clean = moves.env().with_whole_context(without_defaults(moves.env().context()));
  for (const auto& [_, alike] : moves.grouped([](const RecordSet& move) {
         Ids key{move["location_id"].id(), move["location_dest_id"].id()};
         for (const Id id : groups_of(move).ids()) key.push_back(id);
         return key;
       }))
    assign_picking(alike.in(clean));
}

void confirm_drafts(const RecordSet& moves) {
  const Drafts drafts = sort_drafts(moves);
  if (!moves.env().context("bypass_procurement_creation")) procure(drafts.to_procure);
  drafts.to_confirm.write({{"state", "confirmed"}});
  drafts.to_wait.write({{"state", "waiting"}});
  (drafts.to_confirm | drafts.to_wait)
      .filtered(
          [](const RecordSet& move) { return move["picking_type_id"].text("reservation_method") == "at_confirm"; })
      .write({{"reservation_date", moves.env().today_text()}});
  group_into_pickings(drafts.to_group);
  base::check_companies(moves);
}

// --- negative demands

// The links of a move that is turned round: what led to its destination comes before it now.
void turn_links(const RecordSet& move) {
  Ids origins, destinations;
  for (const RecordSet& other : move["move_orig_ids"] | move["move_dest_ids"]) {
    RecordSet from = other["location_id"], to = other["location_dest_id"];
    if (is_negative(other)) std::swap(from, to);
    if (to == move["location_id"])
      origins.push_back(other.id());
    else if (move["location_dest_id"] == from)
      destinations.push_back(other.id());
  }
  move.write({{"move_orig_ids", List{command::set(origins)}}});
  move.write({{"move_dest_ids", List{command::set(destinations)}}});
}

// What is demanded less than nothing is sent back.
void turn_into_return(const RecordSet& move) {
  const RecordSet from = move["location_id"], to = move["location_dest_id"];
  move.write({{"location_id", to}});
  move.write({{"location_dest_id", from}});
  if (move.env().since(Series::v18)) move.write({{"location_final_id", from}});
  turn_links(move);
  move.write({{"product_uom_qty", -move.number("product_uom_qty")}});
  if (const RecordSet type = move["picking_type_id"]["return_picking_type_id"]) move.write({{"picking_type_id", type}});
  move.write({{"procure_method", "make_to_stock"}});
}

RecordSet push_negative(const RecordSet& moves) {
  const RecordSet unfinished = moves.filtered([](const RecordSet& move) {
    const RecordSet final = final_place(move);
    return final && !(move["location_dest_id"] == final);
  });
  return unfinished ? moves.browse(unfinished.call("_push_apply").ids()) : moves.none();
}

void confirm_pushed(const RecordSet& pushed) {
  if (!pushed) return;
  const RecordSet negative = pushed.filtered(is_negative);
  action_confirm((pushed - negative).sudo());
  action_confirm(negative, {.merge_into = negative["move_orig_ids"]["move_dest_ids"]});
}

}  // namespace

bool should_assign_at_confirm(const RecordSet& move) {
  if (should_bypass_reservation(move, {})) return true;
  if (move["picking_type_id"].text("reservation_method") == "at_confirm") return true;
  const std::optional<Day> date = move.day("reservation_date");
  return date && *date <= move.env().today();
}

Value confirm_moves(const RecordSet& moves, const Arguments& arguments) {
  confirm_drafts(moves);
  RecordSet left = moves;
  const bool pushes_now = !moves.env().since(Series::v18);
  RecordSet pushed = pushes_now ? moves.browse(moves.call("_push_apply").ids()) : moves.none();
  const Value& into = arguments["merge_into"];
  if (arguments["merge"]) left = merge_moves(moves, into.is_list() ? moves.browse(into.ids()) : moves.none());
  const RecordSet negative = left.filtered(is_negative);
  if (!pushes_now) pushed = push_negative(negative);
  for (const RecordSet& move : negative) turn_into_return(move);
  assign_picking(negative);
  const RecordSet to_assign = left.filtered([](const RecordSet& move) {
    const std::string state = move.text("state");
    return (state == "confirmed" || state == "partially_available") && should_assign_at_confirm(move);
  });
  action_assign(to_assign);
  confirm_pushed(pushed);
  return left.ids();
}

}  // namespace paridoo::addons::stock
