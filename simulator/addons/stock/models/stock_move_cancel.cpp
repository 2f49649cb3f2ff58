// Cancelling moves, and what it does to the moves that wait for them.
#include <algorithm>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/stock/models/stock_move.h"

namespace paridoo::addons::stock {

void action_cancel(const RecordSet& moves) {
  if (moves) moves.call("_action_cancel");
}

namespace {

bool all_in(const RecordSet& moves, const List& states) { return moves.where("state", "not in", states).empty(); }

// The moves that wait for this one are cancelled too, once nothing else brings them anything.
void cancel_next(const RecordSet& move) {
  const RecordSet siblings = move["move_dest_ids"]["move_orig_ids"] - move;
  if (!all_in(siblings, {"cancel"})) return;
  const RecordSet place = move["location_dest_id"];
  action_cancel(move["move_dest_ids"].filtered(
      [&](const RecordSet& next) { return next.text("state") != "done" && next["location_id"] == place; }));
  if (!base::config_parameter(move.env(), "stock.cancel_moves_origin").empty())
    action_cancel(move["move_orig_ids"].sudo().where("state", "!=", "done"));
}

// They take from stock instead.
void release_next(const RecordSet& move) {
  const RecordSet siblings = move["move_dest_ids"]["move_orig_ids"] - move;
  if (!all_in(siblings, {"done", "cancel"})) return;
  move["move_dest_ids"].write(
      {{"procure_method", "make_to_stock"}, {"move_orig_ids", List{command::unlink(move.id())}}});
}

}  // namespace

Value cancel_moves(const RecordSet& moves, const Arguments&) {
  const auto is_scrap = [](const RecordSet& move) { return move.text("state") == "done" && is_scrapped(move); };
  for (const RecordSet& move : moves)
    if (move.text("state") == "done" && !is_scrapped(move))
      throw user_error("A move that is done cannot be cancelled; make a return to undo it.");
  const RecordSet open =
      moves.filtered([&](const RecordSet& move) { return move.text("state") != "cancel" && !is_scrap(move); });
  open.write({{"picked", false}});
  do_unreserve(open);
  open.write({{"state", "cancel"}});
  for (const RecordSet& move : open) move.flag("propagate_cancel") ? cancel_next(move) : release_next(move);
  open.write({{"move_orig_ids", List{command::clear()}}, {"procure_method", "make_to_stock"}});
  return true;
}

}  // namespace paridoo::addons::stock
