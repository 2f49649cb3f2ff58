// Stock moves: what the rest of the addon, and other addons, do with stock.move.
//
// The first group calls by name, so that the overrides of all addons take part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

struct ConfirmOptions {
  bool merge = true;                         // into moves of the same transfer that agree with them
  std::optional<RecordSet> merge_into = {};  // and into these
};
// Confirms draft moves: state, transfer, procurement, merging, reservation. Gives the moves that are left of them.
RecordSet action_confirm(const RecordSet& moves, const ConfirmOptions& options = {});
// Reserves what is there.
void action_assign(const RecordSet& moves);
// Moves the goods. Gives the moves that were done.
RecordSet action_done(const RecordSet& moves, bool cancel_backorder = false);
void action_cancel(const RecordSet& moves);

// Frees what is reserved, except what has been picked. A UserError if a move is done.
void do_unreserve(const RecordSet& moves);
// Sets the state of open moves by what they have reserved and what they wait for.
void recompute_state(const RecordSet& moves);
// What the state of a transfer with these moves is to be.
std::string relevant_state(const RecordSet& moves);
// Sets the quantity of one move through its lines.
void set_quantity_done(const RecordSet& move, double quantity);

// Whether the move threw goods away: those that go where losses go, counts among them since 19.0.
bool is_scrapped(const RecordSet& move);
// Whether nothing has to be reserved for the move at `location` (its own source if left out).
bool should_bypass_reservation(const RecordSet& move, const std::optional<RecordSet>& location);
// The sum of the lines in the unit of the move, not rounded.
double quantity_of_lines(const RecordSet& move);
// The quantity that was picked, if only a part was, else the whole.
double picked_quantity(const RecordSet& move);
// The values of a new line of the move; of `quantity` in the product's unit, if given, taken from `quant`, if given.
Dict line_values(const RecordSet& move, std::optional<double> quantity = {},
                 const std::optional<RecordSet>& quant = {});
// Splits off what is not done of each move into a new confirmed one; gives the new ones.
RecordSet split_off_backorders(const RecordSet& moves);
// Runs the reordering rules that watch what these moves take.
void trigger_scheduler(const RecordSet& moves);
// Reserves what waits for the goods that these done moves brought.
void trigger_assign(const RecordSet& moves);
// Whether the move takes goods out of a warehouse.
bool is_consuming(const RecordSet& move);
// The language of the texts on a move.
std::string language_of(const RecordSet& move);

// The ids of the moves and of all that lead to them (rollup_origins) or that they lead to (rollup_destinations).
RecordSet rollup_origins(const RecordSet& moves);
RecordSet rollup_destinations(const RecordSet& moves);

// Where the goods of a move are to end up: 17.0 does not say.
RecordSet final_place(const RecordSet& move_or_line);

}  // namespace paridoo::addons::stock
