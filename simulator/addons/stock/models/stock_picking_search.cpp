// stock.picking: searches by what is not stored: delays, days, and whether the goods are there.
#include <algorithm>
#include <functional>
#include <string>

#include "simulator/addons/base/timezone.h"
#include "simulator/addons/stock/models/stock_picking.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::stock {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> texts) {
  return std::ranges::find(texts, text) != texts.end();
}

orm::Fault unsupported(std::string_view field, std::string_view comparison) {
  return user_error("Transfers cannot be searched by " + std::string(field) + " with " + std::string(comparison) + ".");
}

// --- by day

Domain search_delay_alert_date(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const RecordSet late = model.env()["stock.move"].search(term("delay_alert_date", std::string(comparison), operand));
  return term("move_ids", "in", late.ids());
}

// The midnight (UTC) with which the user's day began.
Moment start_of_today(const Env& env) {
  const Value& asked = env.context("tz");
  const std::string zone = asked ? asked.text() : env.user().text("tz");
  const auto offset = base::utc_offset(zone, env.now()).value_or(std::chrono::seconds(0));
  return std::chrono::floor<std::chrono::days>(env.now() + offset) - offset;
}

// What is not a category is a TypeError of Odoo's.
Domain scheduled_in(const Env& env, const Value& category) {
  const Moment today = start_of_today(env);
  const auto at = [&](int days) { return Value(orm::format_moment(today + std::chrono::days(days))); };
  const auto on_day = [&](int days) {
    return term("scheduled_date", ">=", at(days)) & term("scheduled_date", "<", at(days + 1));
  };
  const std::string name = category.is_text() ? category.text() : "";
  if (name == "before") return term("scheduled_date", "<", at(-1));
  if (name == "yesterday") return on_day(-1);
  if (name == "today") return on_day(0);
  if (name == "day_1") return on_day(1);
  if (name == "day_2") return on_day(2);
  if (name == "after") return term("scheduled_date", ">=", at(3));
  throw orm::Fault(orm::FaultKind::type_error, "There is no category of dates '" + name + "'");
}

Domain search_date_category(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (!model.env().since(Series::v19)) {
    if (comparison == "=") return scheduled_in(model.env(), operand);
    throw orm::not_implemented("Operation not supported");
  }
  const auto asked = orm::as_membership(comparison, operand);
  if (!asked) throw unsupported("the category of their date", comparison);
  Domain found = Domain::nothing();
  for (const Value& category : asked->values) found = found | scheduled_in(model.env(), category);
  return asked->negated ? !found : found;
}

// --- by whether the goods are there

// "available", "expected" in time, or "late"; empty if what is foreseen is not what the move wants.
std::string availability_of(const RecordSet& move) {
  if (move.number("forecast_availability") != move.number("product_qty")) return {};
  const std::string expected = move.text("forecast_expected_date");
  if (expected.empty()) return "available";
  return expected <= move["picking_id"].text("scheduled_date") ? "expected" : "late";
}

// One move that lacks goods makes all of them unavailable.
RecordSet moves_in_state(const RecordSet& moves, const Value& state) {
  const std::string name = state.is_text() ? state.text() : "";
  if (!is_one_of(name, {"available", "expected", "late", "unavailable"}))
    throw user_error("There is no such availability.");
  if (name != "unavailable")
    return moves.filtered([&](const RecordSet& move) { return availability_of(move) == name; });
  const RecordSet lacking = moves.filtered(
      [](const RecordSet& move) { return move.number("forecast_availability") < move.number("product_qty"); });
  return lacking ? moves : moves.none();
}

// Before 19.0 all moves have to be in one of the states (none of them, if negated); a transfer without moves is
// available.
bool is_in_states(const RecordSet& picking, std::string_view comparison, const Value& operand) {
  const auto asked = orm::as_membership(comparison, operand);
  const RecordSet moves = picking["move_ids"];
  const List states = orm::asked_values(operand);
  if (moves.empty())
    return (std::ranges::find(states, Value("available")) != states.end()) == (asked && !asked->negated);
  if (!asked) throw unsupported("availability", comparison);
  RecordSet found = moves.none();
  for (const Value& state : states) found |= moves_in_state(moves, state);
  return asked->negated ? found.empty() : found.size() == moves.size();
}

const List& closed_states() {
  static const List states{"done", "cancel", "draft"};
  return states;
}

Domain open_pickings(const RecordSet& model, const std::function<bool(const RecordSet&)>& is_found) {
  return term("id", "in", model.search(term("state", "not in", closed_states())).filtered(is_found).ids());
}

// Since 19.0 one move in one of the states is enough, and what is not under way has no state.
Domain found_since_19(const RecordSet& model, const List& states) {
  const bool with_closed = !std::ranges::all_of(states, [](const Value& state) { return static_cast<bool>(state); });
  const auto has_state = [&](const RecordSet& move) {
    const std::string state = availability_of(move);
    return !state.empty() && std::ranges::find(states, Value(state)) != states.end();
  };
  const Domain open =
      open_pickings(model, [&](const RecordSet& picking) { return !picking["move_ids"].filtered(has_state).empty(); });
  return with_closed ? term("state", "in", closed_states()) | open : open;
}

Domain search_products_availability_state(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (model.env().since(Series::v19)) {
    const auto asked = orm::as_membership(comparison, operand);
    if (!asked) throw unsupported("availability", comparison);
    const Domain found = found_since_19(model, asked->values);
    return asked->negated ? !found : found;
  }
  if (!operand) throw user_error("Say which availability to search for.");
  return open_pickings(model, [&](const RecordSet& picking) { return is_in_states(picking, comparison, operand); });
}

}  // namespace

std::vector<orm::Search> picking_searches() {
  const orm::In since_18{.since = Series::v18};
  return {{"delay_alert_date", search_delay_alert_date},
          {"search_date_category", search_date_category, since_18},
          {"products_availability_state", search_products_availability_state, since_18}};
}

}  // namespace paridoo::addons::stock
