// What arrives is sent on: push rules.
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/orm/python_literal.h"

namespace paridoo::addons::stock {

RecordSet final_place(const RecordSet& move_or_line) {
  const Env& env = move_or_line.env();
  return env.since(Series::v18) ? move_or_line["location_final_id"] : env["stock.location"];
}

namespace {

// Moves that wait for these but take from elsewhere now take from stock.
void break_chain(const RecordSet& next, const RecordSet& parent) {
  next.write({{"move_orig_ids", List{command::unlink(parent.id())}}});
  next.write({{"procure_method", "make_to_stock"}});
  recompute_state(next);
}

Domain parsed_condition(const std::string& text) {
  const std::optional<Value> literal = orm::parse_python_literal(text);
  if (!literal) throw orm::value_error("not a domain: " + text);
  return orm::parse_domain(*literal);
}

// The first push rule whose own condition holds for the move.
RecordSet applicable_rule(const RecordSet& move) {
  const Env& env = move.env();
  const bool is_own_company = env.companies().contains(move["location_dest_id"]["company_id"]);
  const RecordSet seen = is_own_company ? move : move.sudo();
  RecordSet warehouse = seen["warehouse_id"];
  if (!warehouse) warehouse = seen["picking_id"]["picking_type_id"]["warehouse_id"];
  PushSearch search{.routes = seen["route_ids"], .packaging = packaging_of(seen)};
  if (is_own_company) search.warehouse = warehouse;
  for (;;) {
    const RecordSet rule = push_rule(seen["product_id"], seen["location_dest_id"], search);
    const std::string condition = env.since(Series::v18) ? rule.text("push_domain") : "";
    if (!rule || condition.empty()) return rule;
    if (move.filtered_domain(parsed_condition(condition))) return rule;
    search.excluded.push_back(rule.id());
  }
}

bool returns_a_return(const RecordSet& move, const RecordSet& rule) {
  const RecordSet returned = move["origin_returned_move_id"];
  return returned && returned["location_dest_id"] == rule["location_dest_id"];
}

// The moves that waited for `move`: those at its final place wait for the new one, those elsewhere for nothing.
void relink_next(const RecordSet& move, const RecordSet& pushed) {
  RecordSet onward = move.none(), apart = move.none();
  for (const RecordSet& next : move["move_dest_ids"] - pushed.in(move.env())) {
    const RecordSet final = final_place(move);
    if (pushed && final && next["location_id"] == final)
      onward |= next;
    else if (!is_child_of(next["location_id"], move["location_dest_id"]))
      apart |= next;
  }
  if (apart) break_chain(apart, move);
  List unlinked, linked;
  for (const Id id : onward.ids()) {
    unlinked.push_back(command::unlink(id));
    linked.push_back(command::link(id));
  }
  if (!onward) return;
  move.write({{"move_dest_ids", std::move(unlinked)}});
  pushed.write({{"move_dest_ids", std::move(linked)}});
}

}  // namespace

Value push_apply(const RecordSet& moves, const Arguments&) {
  const bool at_done = moves.env().since(Series::v18);
  RecordSet all = moves.none();
  for (const RecordSet& move : moves) {
    if (!at_done && move["move_dest_ids"]) continue;
    RecordSet pushed = moves.none();
    if (const RecordSet rule = applicable_rule(move); rule && !returns_a_return(move, rule))
      pushed = run_push(rule, move);
    all |= pushed.in(moves.env());
    if (at_done) relink_next(move, pushed);
  }
  return at_done ? action_confirm(all.sudo()).ids() : all.ids();
}

void relink_done(const RecordSet& moves) {
  RecordSet to_push = moves.none(), apart = moves.none();
  for (const RecordSet& move : moves) {
    const RecordSet away = move["move_dest_ids"].filtered(
        [&](const RecordSet& next) { return !is_child_of(next["location_id"], move["location_dest_id"]); });
    if (!away) continue;
    away.write({{"move_orig_ids", List{command::unlink(move.id())}}});
    to_push |= move;
    apart |= away;
  }
  if (!apart) return;
  apart.write({{"procure_method", "make_to_stock"}});
  recompute_state(apart);
  action_confirm(moves.browse(to_push.call("_push_apply").ids()));
}

Value skip_push(const RecordSet& move, const Arguments&) {
  if (move.flag("is_inventory")) return true;
  for (const RecordSet& next : move["move_dest_ids"])
    if (is_child_of(next["location_id"], move["location_dest_id"])) return true;
  return false;
}

}  // namespace paridoo::addons::stock
