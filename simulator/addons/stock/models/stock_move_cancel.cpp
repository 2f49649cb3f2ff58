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

void take_from_stock(const RecordSet& next, const RecordSet& cancelled) {
  next.write({{"procure_method", "make_to_stock"}, {"move_orig_ids", List{command::unlink(cancelled.id())}}});
}

// 17.0 follows links to wherever they lead; since then only on from where the goods would have come to be.
RecordSet waiting_for(const RecordSet& move) {
  const bool anywhere = !move.env().since(Series::v18);
  const RecordSet place = move["location_dest_id"];
  return move["move_dest_ids"].filtered([&](const RecordSet& next) {
    return next.text("state") != "done" && (anywhere || next["location_id"] == place);
  });
}

// The moves that wait for this one are cancelled too, once nothing else brings them anything.
void cancel_next(const RecordSet& move) {
  const Env& env = move.env();
  const RecordSet siblings = move["move_dest_ids"]["move_orig_ids"] - move;
  if (!all_in(siblings, {"cancel"})) return;
  const RecordSet next = waiting_for(move);
  action_cancel(next);
  if (env.since(Series::v19)) take_from_stock(move["move_dest_ids"] - next, move);
  if (env.since(Series::v18) && !base::config_parameter(env, "stock.cancel_moves_origin").empty())
    action_cancel(move["move_orig_ids"].sudo().where("state", "!=", "done"));
}

// They take from stock instead.
void release_next(const RecordSet& move) {
  const RecordSet siblings = move["move_dest_ids"]["move_orig_ids"] - move;
  if (!all_in(siblings, {"done", "cancel"})) return;
  take_from_stock(move["move_dest_ids"], move);
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
  // 17.0 writes the state last: moves that are cancelled together do not see each other cancelled.
  if (moves.env().since(Series::v18)) open.write({{"state", "cancel"}});
  for (const RecordSet& move : open) move.flag("propagate_cancel") ? cancel_next(move) : release_next(move);
  open.write({{"state", "cancel"}, {"move_orig_ids", List{command::clear()}}, {"procure_method", "make_to_stock"}});
  return true;
}

}  // namespace paridoo::addons::stock
