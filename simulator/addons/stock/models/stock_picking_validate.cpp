// Validating transfers: checks, the question for a backorder, and the moves done.
#include <algorithm>
#include <string>

#include "simulator/addons/base/company_check.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/stock/models/stock_picking.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {
namespace {

bool is_state(const RecordSet& record, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), record.text("state")) != states.end();
}

// Transfers that are still drafts are confirmed, and take what they were meant to.
void confirm_drafts(const RecordSet& pickings) {
  const RecordSet drafts = pickings.where("state", "=", "draft");
  if (!drafts) return;
  drafts.call("action_confirm");
  for (const RecordSet& move : drafts["move_ids"]) {
    const RecordSet unit = move["product_uom"];
    if (is_zero(move.number("quantity"), unit) && !is_zero(move.number("product_uom_qty"), unit))
      move.write({{"quantity", move.number("product_uom_qty")}});
  }
}

// --- checks

bool has_no_quantities(const RecordSet& picking) {
  const Rounding digits = quantity_digits(picking.env());
  for (const RecordSet& move : picking["move_ids"])
    if (!is_state(move, {"done", "cancel"}) && !orm::float_is_zero(move.number("quantity"), digits)) return false;
  return true;
}

bool lacks_lot(const RecordSet& line) {
  return line["product_id"] && line["product_id"].text("tracking") != "none" && line.flag("picked") &&
         !is_zero(line.number("quantity"), line["product_uom_id"]) && line.text("lot_name").empty() && !line["lot_id"];
}

RecordSet lines_without_lot(const RecordSet& pickings) {
  const RecordSet using_lots = pickings.filtered([](const RecordSet& picking) {
    const RecordSet type = picking["picking_type_id"];
    return type.flag("use_create_lots") || type.flag("use_existing_lots");
  });
  return using_lots["move_line_ids"].filtered(lacks_lot);
}

std::string names_of(const RecordSet& records) {
  std::string names;
  for (const RecordSet& record : records) names += (names.empty() ? "" : ", ") + record.display_name();
  return names;
}

void check_one(bool is_empty, bool has_nothing, const RecordSet& without_lot) {
  if (is_empty) throw user_error("An empty transfer cannot be validated; add some products to move.");
  if (has_nothing)
    throw user_error("A transfer of which nothing is reserved cannot be validated. Enter quantities to force it.");
  if (without_lot)
    throw user_error("A lot or serial number is needed for " + names_of(without_lot["product_id"]) + ".");
}

void check_many(const RecordSet& empty, const RecordSet& without_lot) {
  std::string message;
  if (empty) message += "Nothing to move in: " + names_of(empty) + ".\n";
  if (without_lot)
    message += "In " + names_of(without_lot["picking_id"]) + " a lot or serial number is needed for " +
               names_of(without_lot["product_id"]) + ".\n";
  if (!message.empty()) throw user_error(message);
}

void check_sanity(const RecordSet& pickings) {
  const RecordSet empty =
      pickings.filtered([](const RecordSet& picking) { return !picking["move_ids"] && !picking["move_line_ids"]; });
  const RecordSet without_lot = lines_without_lot(pickings);
  if (pickings.size() > 1)
    check_many(empty, without_lot);
  else
    check_one(!empty.empty(), !pickings.filtered(has_no_quantities).empty(), without_lot);
}

// --- backorders

bool is_incomplete(const RecordSet& picking) {
  const Rounding digits = quantity_digits(picking.env());
  for (const RecordSet& move : picking["move_ids"]) {
    if (is_state(move, {"cancel"})) continue;
    const double demand = move.number("product_uom_qty");
    if (demand != 0 && !move.flag("picked")) return true;
    if (orm::float_compare(picked_quantity(move), demand, digits) < 0) return true;
  }
  return false;
}

RecordSet to_ask_for_backorder(const RecordSet& pickings) {
  return pickings.filtered([](const RecordSet& picking) {
    return picking["picking_type_id"].text("create_backorder") == "ask" && is_incomplete(picking);
  });
}

Value ask_for_backorder(const RecordSet& pickings, bool show_transfers) {
  Dict context = pickings.env().context();
  context.set("default_show_transfers", show_transfers);
  List links;
  for (const Id id : pickings.ids()) links.push_back(List{4, id});
  context.set("default_pick_ids", std::move(links));
  return window_action({.name = "Create Backorder?",
                        .model = "stock.backorder.confirmation",
                        .target = "new",
                        .context = std::move(context)});
}

// Where nothing was picked, everything that has a quantity is.
void pick_all_if_none(const RecordSet& picking) {
  bool has_quantity = false, has_pick = false;
  for (const RecordSet& move : picking["move_ids"]) {
    if (move.number("quantity") != 0) has_quantity = true;
    if (!is_scrapped(move) && move.flag("picked")) has_pick = true;
  }
  if (has_quantity && !has_pick) picking["move_ids"].write({{"picked", true}});
}

RecordSet without_backorder(const RecordSet& pickings) {
  const Value& ids = pickings.env().context("picking_ids_not_to_backorder");
  const RecordSet named = ids.is_list() ? pickings.browse(ids.ids()) : pickings.none();
  return pickings.filtered([&](const RecordSet& picking) {
    const std::string rule = picking["picking_type_id"].text("create_backorder");
    return rule == "never" || (rule != "always" && named.contains(picking.id()));
  });
}

}  // namespace

Value pre_action_done_hook(const RecordSet& pickings, const Arguments&) {
  for (const RecordSet& picking : pickings) pick_all_if_none(picking);
  if (pickings.env().context("skip_backorder")) return true;
  const RecordSet to_ask = to_ask_for_backorder(pickings);
  return to_ask ? ask_for_backorder(to_ask, pickings.size() > 1) : Value(true);
}

Value button_validate(const RecordSet& all, const Arguments&) {
  // 17.0 refuses a transfer that is done: nothing is reserved in it.
  RecordSet pickings = all.env().since(Series::v18) ? all.where("state", "!=", "done") : all;
  confirm_drafts(pickings);
  if (!pickings.env().context("skip_sanity_check")) check_sanity(pickings);
  mail::message_subscribe(pickings, pickings.env().user()["partner_id"].ids());
  if (!pickings.env().context("button_validate_picking_ids"))
    pickings = pickings.with_context({{"button_validate_picking_ids", pickings.ids()}});
  const Value answer = pickings.call("_pre_action_done_hook");
  if (!(answer.is_boolean() && answer.boolean())) return answer;
  const RecordSet closed = without_backorder(pickings);
  const RecordSet continued = pickings - closed;
  if (closed) closed.with_context({{"cancel_backorder", true}}).call("_action_done");
  if (continued) continued.with_context({{"cancel_backorder", false}}).call("_action_done");
  return true;
}

Value done_pickings(const RecordSet& pickings, const Arguments&) {
  const Env& env = pickings.env();
  base::check_companies(pickings);
  const RecordSet todo = pickings["move_ids"].where(
      "state", "in", List{"draft", "waiting", "partially_available", "assigned", "confirmed"});
  for (const RecordSet& picking : pickings) {
    const RecordSet owner = picking["owner_id"];
    if (!owner) continue;
    picking["move_ids"].write({{"restrict_partner_id", owner}});
    picking["move_line_ids"].write({{"owner_id", owner}});
  }
  action_done(todo, static_cast<bool>(env.context("cancel_backorder")));
  pickings.write({{"date_done", env.now_text()}, {"priority", "0"}});
  const RecordSet arrived = pickings.where("picking_type_id.code", "in", List{"incoming", "internal"});
  trigger_assign(arrived["move_ids"].where("state", "=", "done"));
  return true;
}

}  // namespace paridoo::addons::stock
