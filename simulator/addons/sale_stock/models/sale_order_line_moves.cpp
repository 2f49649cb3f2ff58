// Which moves of a line count as delivered, and which as ordered from the warehouse.
#include <set>

#include "simulator/addons/sale_stock/models/sale_order_line.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/move.h"

namespace paridoo::addons::sale_stock {

using orm::Id;
using orm::RecordSet;
using orm::Value;

namespace {

// Outside of the company: at a customer, or between companies on the way to one.
bool is_outside(const RecordSet& location) {
  if (location.text("usage") == "customer") return true;
  const RecordSet between = stock::inter_company_location(location.env());
  return between && location && stock::is_child_of(location, between);
}

RecordSet moves_of(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  const Value& until = line.env().context("accrual_entry_date");
  return line["move_ids"].filtered([&](const RecordSet& move) {
    return move.text("state") != "cancel" && !stock::is_scrapped(move) && move["product_id"] == product &&
           (!until || move.text("date").substr(0, until.text().size()) <= until.text());
  });
}

// The rules of the first move in each warehouse: they started the delivery, others only pass it on.
std::set<Id> triggering_rules(const RecordSet& moves) {
  std::set<Id> rules;
  std::set<Id> warehouses;
  for (const RecordSet& move : moves.sorted([](const RecordSet& move) { return move.id(); }))
    if (warehouses.insert(move["warehouse_id"].id()).second) rules.insert(move["rule_id"].id());
  return rules;
}

template <class Predicate>
LineMoves split(const RecordSet& moves, Predicate is_delivery) {
  LineMoves out{moves.none(), moves.none()};
  for (const RecordSet& move : moves) {
    if (is_delivery(move)) {
      if (move["origin_returned_move_id"].empty() || move.flag("to_refund")) out.outgoing |= move;
    } else if (is_outside(move["location_id"]) && move.flag("to_refund")) {
      out.incoming |= move;
    }
  }
  return out;
}

}  // namespace

LineMoves delivering_moves(const RecordSet& line) {
  return split(moves_of(line), [](const RecordSet& move) { return is_outside(move["location_dest_id"]); });
}

LineMoves triggering_moves(const RecordSet& line) {
  const RecordSet moves = moves_of(line);
  const std::set<Id> rules = triggering_rules(moves);
  return split(moves, [&](const RecordSet& move) {
    const RecordSet last = stock::final_place(move);
    return rules.contains(move["rule_id"].id()) && is_outside(last ? last : move["location_dest_id"]);
  });
}

}  // namespace paridoo::addons::sale_stock
