// The states of moves, what a transfer makes of them, and the chains they form.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

bool is_state(const RecordSet& move, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), move.text("state")) != states.end();
}

bool waits_for_others(const RecordSet& move) {
  const RecordSet origins = move["move_orig_ids"];
  const bool any_demand = !move.env().since(Series::v18);  // negative ones too
  if (!origins) return move.text("procure_method") == "make_to_order";
  return !origins
              .filtered([&](const RecordSet& origin) {
                return (any_demand || compare(origin.number("product_uom_qty"), 0, origin["product_uom"]) > 0) &&
                       !is_state(origin, {"done", "cancel"});
              })
              .empty();
}

std::string state_of(const RecordSet& move) {
  const double quantity = move.number("quantity");
  const int against_demand = compare(quantity, move.number("product_uom_qty"), move["product_uom"]);
  if (against_demand >= 0) return "assigned";
  if (quantity != 0) return "partially_available";
  return waits_for_others(move) ? "waiting" : "confirmed";
}

}  // namespace

void recompute_state(const RecordSet& moves) {
  if (moves.env().context("preserve_state")) return;
  std::vector<std::pair<std::string, RecordSet>> by_state;
  for (const RecordSet& move : moves) {
    if (is_state(move, {"cancel", "done"}) || (is_state(move, {"draft"}) && move.number("quantity") == 0)) continue;
    const std::string state = state_of(move);
    auto group = std::find_if(by_state.begin(), by_state.end(), [&](const auto& g) { return g.first == state; });
    if (group == by_state.end()) group = by_state.insert(by_state.end(), {state, moves.none()});
    group->second |= move;
  }
  for (const auto& [state, group] : by_state) group.where("state", "!=", state).write({{"state", state}});
}

namespace {

int rank(const RecordSet& move) {
  const std::string state = move.text("state");
  if (state == "assigned") return 4;
  if (state == "waiting") return 3;
  if (state == "partially_available") return 2;
  return state == "confirmed" ? 1 : 0;
}

// All goods at once: the worst move decides.
std::string relevant_state_of_one(const RecordSet& todo) {
  if (todo.filtered("product_uom_qty").empty()) return "assigned";
  const std::string worst = todo.at(0).text("state");
  return worst == "partially_available" ? "confirmed" : worst.empty() ? "draft" : worst;
}

}  // namespace

std::string relevant_state(const RecordSet& moves) {
  const RecordSet todo =
      moves
          .filtered([](const RecordSet& move) {
            return !is_state(move, {"cancel", "done"}) &&
                   !(is_state(move, {"assigned"}) && move.number("product_uom_qty") == 0);
          })
          .sorted([](const RecordSet& move) { return std::pair(rank(move), move.number("product_uom_qty")); });
  if (!todo) return "assigned";
  if (todo.at(0)["picking_id"].text("move_type") == "one") return relevant_state_of_one(todo);
  if (!is_state(todo.at(0), {"assigned"}) && todo.where("state", "in", List{"assigned", "partially_available"}))
    return "partially_available";
  const RecordSet best = todo.last();
  if (is_state(best, {"confirmed"}) && best.number("product_uom_qty") == 0) return "assigned";
  return best.text("state").empty() ? "draft" : best.text("state");
}

bool is_scrapped(const RecordSet& move) {
  return move.env().since(Series::v19) ? move["location_dest_id"].text("usage") == "inventory" : move.flag("scrapped");
}

bool is_consuming(const RecordSet& move) {
  const std::string code = move["picking_type_id"].text("code");
  const RecordSet from = move["location_id"]["warehouse_id"], to = move["location_dest_id"]["warehouse_id"];
  return (code == "internal" && move.env().since(Series::v18)) || code == "outgoing" || (from && to && !(from == to));
}

std::string language_of(const RecordSet& move) {
  for (const std::string& language : {move["picking_id"]["partner_id"].text("lang"), move["partner_id"].text("lang")})
    if (!language.empty()) return language;
  return move.env().user().text("lang");
}

namespace {

RecordSet rollup(const RecordSet& moves, std::string_view link) {
  RecordSet all = moves;
  for (RecordSet next = moves[link] - all; next; next = next[link] - all) all |= next;
  return all;
}

}  // namespace

RecordSet rollup_origins(const RecordSet& moves) { return rollup(moves, "move_orig_ids"); }
RecordSet rollup_destinations(const RecordSet& moves) { return rollup(moves, "move_dest_ids"); }

// --- what moves set off

namespace {

// By what orders that a move sets off are known: its origin, or its references since 19.0.
std::vector<std::string> origins_of(const RecordSet& move) {
  if (move.env().since(Series::v19)) return move["reference_ids"].texts("name");
  const std::string origin = move.text("origin");
  return origin.empty() ? std::vector<std::string>() : std::vector{origin};
}

}  // namespace

void trigger_scheduler(const RecordSet& moves) {
  const Env& env = moves.env();
  if (!moves || !base::config_parameter(env, "stock.no_auto_scheduler").empty()) return;
  std::map<Id, Ids> by_company;
  std::map<Id, List> origins;
  for (const RecordSet& move : moves) {
    const RecordSet orderpoint = env["stock.warehouse.orderpoint"].search(
        term("product_id", "=", move["product_id"]) & term("trigger", "=", "auto") &
            term("location_id", "parent_of", move["location_id"]) & term("company_id", "=", move["company_id"]) &
            !term("location_id", "parent_of", move["location_dest_id"]),
        {.limit = 1});
    if (!orderpoint) continue;
    Ids& ids = by_company[orderpoint["company_id"].id()];
    if (std::find(ids.begin(), ids.end(), orderpoint.id()) == ids.end()) ids.push_back(orderpoint.id());
    if (move.number("product_qty") <= orderpoint.number("product_min_qty")) continue;
    for (const std::string& origin : origins_of(move)) origins[orderpoint.id()].push_back(origin);
  }
  Dict named;
  for (auto& [id, list] : origins) named.set(std::to_string(id), std::move(list));
  for (const auto& [company, ids] : by_company)
    env["stock.warehouse.orderpoint"]
        .browse(ids)
        .with_context({{"origins", named}})
        .call("_procure_orderpoint_confirm", {company, false});
}

void trigger_assign(const RecordSet& moves) {
  const Env& env = moves.env();
  if (!moves || !base::config_parameter(env, "stock.picking_no_auto_reserve").empty()) return;
  Domain arrived = Domain::nothing();
  for (const RecordSet& move : moves)
    arrived =
        arrived | (term("product_id", "=", move["product_id"]) & term("location_id", "=", move["location_dest_id"]));
  const Domain waiting = term("state", "in", List{"confirmed", "partially_available"}) &
                         term("procure_method", "=", "make_to_stock") &
                         (term("reservation_date", "<=", env.today_text()) |
                          term("picking_type_id.reservation_method", "=", "at_confirm"));
  const RecordSet to_reserve = moves.none().search(waiting & arrived, {.order = "priority desc, date asc, id asc"});
  if (!env.since(Series::v18)) return action_assign(to_reserve);
  const RecordSet groups = groups_of(moves);
  action_assign(to_reserve.sorted([&](const RecordSet& move) { return (groups_of(move) & groups).empty(); }));
}

}  // namespace paridoo::addons::stock
