// What the stock state machine looks at: the ledger, the moves and the transfers as they stand in the store.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "simulator/orm/value.h"

namespace paridoo::stockroom {

using orm::Id;

// Hundredths of the product's unit, of a move of the move's own: what all units here are rounded to, so that sums are
// exact.
using Quantity = std::int64_t;
Quantity hundredths(double quantity);
double units_of(Quantity quantity);

struct Quant {
  Id id, product, location;
  std::optional<Id> lot, package, owner;
  Quantity quantity, reserved;
};
struct MoveLine {
  Id id, move, product, from, to;
  std::optional<Id> transfer, lot, package, result_package, owner;
  Quantity quantity;
  std::string state;
  bool picked;
};
struct Move {
  Id id, product, from, to;
  std::optional<Id> transfer;
  std::string state;
  Quantity demand, quantity;
  bool picked, is_in_dozens;
};
struct Transfer {
  Id id, type, from, to;
  std::string state;
  std::optional<Id> backorder_of;
};

struct Stock {
  std::map<Id, Quant> quants;
  std::map<Id, MoveLine> lines;
  std::map<Id, Move> moves;
  std::map<Id, Transfer> transfers;
};

// What makes a row of the ledger.
struct Place {
  Id product, location;
  std::optional<Id> lot, package, owner;
  auto operator<=>(const Place&) const = default;
};
using Ledger = std::map<Place, Quantity>;

Place place_of(const Quant& quant);
// On hand by place; places with nothing are left out.
Ledger on_hand(const Stock& stock);
// Carries a line's goods from where they are to where they go.
void carry(Ledger& ledger, const MoveLine& line);
std::string said(const Place& place);

}  // namespace paridoo::stockroom
