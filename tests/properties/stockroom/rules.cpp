#include "tests/properties/stockroom/rules.h"

#include <algorithm>
#include <set>

namespace paridoo::stockroom {
namespace {

using Breaches = std::vector<std::string>;

std::string said(const Move& move) {
  return "move " + std::to_string(move.id) + " (" + move.state + ", demand " + std::to_string(move.demand) +
         ", quantity " + std::to_string(move.quantity) + ")";
}
bool is_over(const std::string& state) { return state == "done" || state == "cancel"; }

// Goods only move: what one location has, another lacks.
void nothing_comes_from_nowhere(const Stock& stock, Breaches& found) {
  std::map<std::pair<Id, std::optional<Id>>, Quantity> sums;
  for (const auto& [id, quant] : stock.quants) sums[{quant.product, quant.lot}] += quant.quantity;
  for (const auto& [key, sum] : sums)
    if (sum != 0)
      found.push_back("a product and lot sums to zero over all locations: product " + std::to_string(key.first) +
                      (key.second ? ", lot " + std::to_string(*key.second) : "") + " by " + std::to_string(sum));
}

// The ledger is nothing but the sum of what was done.
void history_replays_to_the_ledger(const Stock& stock, Breaches& found) {
  Ledger replayed;
  for (const auto& [id, line] : stock.lines)
    if (line.state == "done") carry(replayed, line);
  Ledger ledger = on_hand(stock);
  for (const auto& [place, quantity] : replayed)
    if (ledger[place] != quantity)
      found.push_back("history replays to the ledger: " + said(place) + " has " + std::to_string(ledger[place]) +
                      ", history says " + std::to_string(quantity));
  for (const auto& [place, quantity] : ledger)
    if (quantity != 0 && !replayed.contains(place))
      found.push_back("history replays to the ledger: " + said(place) + " has " + std::to_string(quantity) +
                      ", history does not know it");
}

void a_place_has_one_row(const Stock& stock, Breaches& found) {
  std::set<Place> places;
  for (const auto& [id, quant] : stock.quants)
    if (!places.insert(place_of(quant)).second) found.push_back("a place has one row: " + said(place_of(quant)));
}

// Only where goods are kept is anything reserved.
void reserved_is_what_open_lines_hold(const Stock& stock, const Stockroom& room, Breaches& found) {
  Ledger held, reserved;
  for (const auto& [id, line] : stock.lines)
    if (!is_over(line.state) && room.is_kept(line.from))
      held[{line.product, line.from, line.lot, line.package, line.owner}] += line.quantity;
  for (const auto& [id, quant] : stock.quants) reserved[place_of(quant)] += quant.reserved;
  Ledger both = held;
  both.insert(reserved.begin(), reserved.end());
  for (const auto& [place, unused] : both)
    if (reserved[place] != held[place])
      found.push_back("reserved is what open lines hold: " + said(place) + ": held " + std::to_string(held[place]) +
                      ", reserved " + std::to_string(reserved[place]));
}

void a_serial_is_in_one_place(const Stock& stock, const Stockroom& room, Breaches& found) {
  std::map<Id, int> places;
  for (const auto& [id, quant] : stock.quants) {
    const bool is_serial = quant.lot && room.product(quant.product).tracking == "serial";
    const std::string& usage = room.usage(quant.location);
    if (!is_serial || usage == "inventory" || usage == "supplier" || quant.quantity <= 0) continue;
    if (quant.quantity > 100 || ++places[*quant.lot] > 1)
      found.push_back("a serial is in one place: " + said(place_of(quant)));
  }
}

void a_move_is_the_sum_of_its_lines(const Stock& stock, Breaches& found) {
  std::map<Id, Quantity> sums;
  for (const auto& [id, line] : stock.lines) {
    sums[line.move] += line.quantity;
    const Move& move = stock.moves.at(line.move);
    if (line.state != move.state)
      found.push_back("a line has its move's state: line " + std::to_string(id) + " (" + line.state + ") of " +
                      said(move));
  }
  for (const auto& [id, move] : stock.moves)
    if (!move.is_in_dozens && sums[id] != move.quantity)
      found.push_back("a move is the sum of its lines: " + said(move) + ", lines " + std::to_string(sums[id]));
}

std::vector<std::string> states_of(const Stock& stock, Id transfer) {
  std::vector<std::string> states;
  for (const auto& [id, move] : stock.moves)
    if (move.transfer == transfer) states.push_back(move.state);
  return states;
}

bool all(const std::vector<std::string>& states, bool (*holds)(const std::string&)) {
  return std::all_of(states.begin(), states.end(), holds);
}

// The part of the definition that does not depend on what is ready (see _compute_state of stock.picking).
void a_transfer_follows_its_moves(const Stock& stock, Breaches& found) {
  for (const auto& [id, transfer] : stock.transfers) {
    const std::vector<std::string> states = states_of(stock, id);
    std::string wanted;
    if (states.empty() || std::find(states.begin(), states.end(), "draft") != states.end())
      wanted = "draft";
    else if (all(states, [](const std::string& state) { return state == "cancel"; }))
      wanted = "cancel";
    else if (all(states, is_over))
      wanted = "done";
    const bool is_right = wanted.empty() ? !is_over(transfer.state) && transfer.state != "draft"
                                         : transfer.state == wanted || (states.empty() && transfer.state == "cancel");
    if (!is_right)
      found.push_back("a transfer follows its moves: transfer " + std::to_string(id) + " is " + transfer.state);
  }
}

// A move that reserves and has all that it demands is assigned. Odoo does not look again at one that need not
// reserve when its lines change.
void assigned_is_having_it_all(const Stock& stock, const Stockroom& room, Breaches& found) {
  for (const auto& [id, move] : stock.moves) {
    if (!room.is_kept(move.from)) continue;
    if (move.state == "partially_available" && (move.quantity <= 0 || move.quantity >= move.demand))
      found.push_back("a part is more than nothing and less than all: " + said(move));
    if ((move.state == "confirmed" || move.state == "waiting") && move.quantity > 0 && move.quantity >= move.demand)
      found.push_back("who has it all is assigned: " + said(move));
  }
}

}  // namespace

std::vector<std::string> breaches(const Stock& stock, const Stockroom& room) {
  Breaches found;
  nothing_comes_from_nowhere(stock, found);
  history_replays_to_the_ledger(stock, found);
  a_place_has_one_row(stock, found);
  reserved_is_what_open_lines_hold(stock, room, found);
  a_serial_is_in_one_place(stock, room, found);
  a_move_is_the_sum_of_its_lines(stock, found);
  a_transfer_follows_its_moves(stock, found);
  assigned_is_having_it_all(stock, room, found);
  return found;
}

}  // namespace paridoo::stockroom
