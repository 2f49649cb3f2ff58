// When there is too little: today if it is so already, else the day on which it will be, less the time to get more.
#include <chrono>
#include <map>
#include <string>

#include "simulator/addons/stock/models/stock_warehouse_orderpoint.h"
#include "simulator/addons/stock/procurement.h"

namespace paridoo::addons::stock {
namespace {

using DailyChange = std::map<std::string, double>;  // by day, "2026-11-26"

Domain open_until(const RecordSet& orderpoint, Day horizon) {
  return term("product_id", "=", orderpoint["product_id"]) &
         term("state", "in", List{"waiting", "confirmed", "assigned", "partially_available"}) &
         term("date", "<=", orm::format_day(horizon) + " 00:00:00");
}

void add(DailyChange& changes, const RecordSet& moves, double sign) {
  for (const RecordSet& move : moves) changes[move.text("date").substr(0, 10)] += sign * move.number("product_qty");
}

// What moves that begin or end at this very place will bring and take.
DailyChange changes_until(const RecordSet& orderpoint, Day horizon) {
  const RecordSet moves = orderpoint.env()["stock.move"], place = orderpoint["location_id"];
  const Domain open = open_until(orderpoint, horizon);
  DailyChange changes;
  add(changes, moves.search(open & term("location_dest_id", "=", place) & !term("location_id", "child_of", place)), 1);
  add(changes, moves.search(open & term("location_id", "=", place) & !term("location_dest_id", "child_of", place)), -1);
  return changes;
}

Value deadline_of(const RecordSet& orderpoint) {
  const Day today = orderpoint.env().today();
  const double least = orderpoint.number("product_min_qty");
  double on_hand = orderpoint.number("qty_on_hand");
  if (on_hand < least) return orm::format_day(today);
  const Day horizon = today + std::chrono::days(static_cast<int>(horizon_days(orderpoint.env())));
  for (const auto& [day, change] : changes_until(orderpoint, horizon)) {
    on_hand += change;
    if (on_hand >= least) continue;
    const Day deadline = *orm::parse_day(day) - std::chrono::days(static_cast<int>(orderpoint.number("lead_days")));
    return deadline < horizon ? Value(orm::format_day(deadline)) : Value(false);
  }
  return false;
}

}  // namespace

void compute_deadline_date(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) orderpoint.set("deadline_date", deadline_of(orderpoint));
}

}  // namespace paridoo::addons::stock
