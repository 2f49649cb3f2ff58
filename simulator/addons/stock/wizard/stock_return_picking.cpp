// stock.return.picking: goods come back.
#include <algorithm>
#include <vector>

#include "simulator/addons/mail/thread.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/window_action.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

Value default_picking(const RecordSet& model) {
  const Env& env = model.env();
  const Value& id = env.context("active_id");
  if (!id.is_integer() || !(env.context("active_model") == Value("stock.picking"))) return false;
  if (const Value& ids = env.context("active_ids"); ids.is_list() && ids.list().size() > 1)
    throw user_error("Only one transfer can be returned at a time.");
  return env["stock.picking"].browse(id.integer()).exists();
}

// --- the lines: one for each move that can come back

// Until 18.0 what comes back is counted in the product's unit, whatever the move's was.
RecordSet unit_of(const RecordSet& line) {
  const RecordSet of_move = line["move_id"]["product_uom"];
  return line.env().since(Series::v19) && of_move ? of_move : line["product_id"]["uom_id"];
}

void compute_uom_id(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("uom_id", unit_of(line));
}

double returnable(const RecordSet& move) {
  double quantity = move.number("quantity");
  for (const RecordSet& next : move["move_dest_ids"])
    if (next["origin_returned_move_id"] == move) quantity -= next.number("quantity");
  const RecordSet unit = move.env().since(Series::v19) ? move["product_uom"] : move["product_id"]["uom_id"];
  return orm::float_round(quantity, uom::rounding_of(unit));
}

Value prepare_line_from_move(const RecordSet& wizard, const Arguments& arguments) {
  const RecordSet move = wizard.env()["stock.move"].browse(arguments["stock_move"].integer());
  const bool prefilled = !wizard.env().since(Series::v18);
  return Dict{{"product_id", move["product_id"]}, {"quantity", prefilled ? returnable(move) : 0.0}, {"move_id", move}};
}

void compute_product_return_moves(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet picking = wizard["picking_id"];
    if (!picking) continue;
    if (!picking.call("_can_return")) throw user_error("Only a transfer that is done can be returned.");
    List lines{command::clear()};
    for (const RecordSet& move : picking["move_ids"]) {
      if (move.text("state") == "cancel" || is_scrapped(move)) continue;
      lines.push_back(
          command::create(wizard.call("_prepare_stock_return_picking_line_vals_from_move", {move.id()}).dict()));
    }
    wizard.set("product_return_moves", std::move(lines));
  }
}

// 17.0: where the goods go back to can be chosen.
void compute_locations(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet picking = wizard["picking_id"], type = picking["picking_type_id"], from = picking["location_id"];
    if (!picking) continue;
    const RecordSet returns = type["return_picking_type_id"]["default_location_dest_id"];
    const RecordSet own = type["default_location_return_id"], top = type["warehouse_id"]["view_location_id"];
    wizard.set("move_dest_exists", !picking["move_ids"]["move_dest_ids"].empty());
    wizard.set("parent_location_id", top ? top : from["location_id"]);
    wizard.set("original_location_id", from);
    wizard.set("location_id", own ? own : returns.flag("return_location") ? returns : from);
  }
}

// --- the transfer back

Dict picking_values(const RecordSet& picking) {
  const RecordSet type = picking["picking_type_id"]["return_picking_type_id"];
  const bool receives = type.text("code") == "incoming";
  return {{"move_ids", List{}},
          {"picking_type_id", type ? type : picking["picking_type_id"]},
          {"state", "draft"},
          {"return_id", picking},
          {"origin", "Return of " + picking.text("name")},
          {"location_id", picking["location_dest_id"]},
          {"location_dest_id", receives ? type["default_location_dest_id"] : picking["location_id"]}};
}

RecordSet copied_picking(const RecordSet& picking) {
  const RecordSet made = picking.copy(picking_values(picking));
  made.write({{"user_id", false}});
  mail::message_post(made, "<p>This transfer was made from " + picking.text("name") + ".</p>");
  return made;
}

Value prepare_move_default_values(const RecordSet& line, const Arguments& arguments) {
  const RecordSet of_wizard = line["wizard_id"]["picking_id"];
  const Value& given = arguments["new_picking"];
  const RecordSet picking = given ? of_wizard.browse(given.integer()) : of_wizard;
  const RecordSet type = picking["picking_type_id"];
  const bool until_17 = !line.env().since(Series::v18);
  const RecordSet chosen = until_17 ? line["wizard_id"]["location_id"] : picking["location_dest_id"];
  Dict values{{"product_id", line["product_id"]},
              {"product_uom_qty", line.number("quantity")},
              {"product_uom", unit_of(line)},
              {"picking_id", picking},
              {"state", "draft"},
              {"date", line.env().now_text()},
              {"location_id", until_17 ? line["move_id"]["location_dest_id"] : picking["location_id"]},
              {"location_dest_id", until_17 && chosen ? chosen : picking["location_dest_id"]},
              {"picking_type_id", type},
              {"warehouse_id", type["warehouse_id"]},
              {"origin_returned_move_id", line["move_id"]},
              {"procure_method", "make_to_stock"}};
  if (line.env().since(Series::v18)) values.set("location_final_id", false);
  if (line.env().since(Series::v19))
    values.set("reference_ids", List{command::set(groups_of(line["move_id"]).ids())});
  else
    values.update({{"name", picking.text("name")}, {"group_id", of_wizard["group_id"]}});
  if (type.text("code") == "outgoing") values.set("partner_id", picking["partner_id"]);
  return values;
}

RecordSet not_cancelled(const RecordSet& moves) { return moves.where("state", "!=", "cancel"); }

Value linked(const RecordSet& moves) {
  List commands;
  for (const Id id : moves.ids()) commands.push_back(command::link(id));
  return commands;
}

// The returns of a chain form a chain too, the other way round.
void link_returns(const RecordSet& made, const RecordSet& returned) {
  const RecordSet next = returned["move_dest_ids"], before = returned["move_orig_ids"];
  const RecordSet origins = next["returned_move_ids"] | returned | not_cancelled(not_cancelled(next)["move_orig_ids"]);
  const RecordSet destinations =
      before["returned_move_ids"] |
      not_cancelled(not_cancelled(before["returned_move_ids"]["move_orig_ids"])["move_dest_ids"]);
  made.write({{"move_orig_ids", linked(origins)}, {"move_dest_ids", linked(destinations)}});
}

// Whether the line returns anything.
bool process_line(const RecordSet& line, const RecordSet& picking) {
  if (is_zero(line.number("quantity"), unit_of(line))) return false;
  const Dict values = line.call("_prepare_move_default_values", {picking.id()}).dict();
  const RecordSet returned = line["move_id"];
  if (returned)
    link_returns(returned.copy(values), returned);
  else
    line.env()["stock.move"].create(values);
  return true;
}

void confirm_and_assign(const RecordSet& picking) {
  picking.call("action_confirm");
  picking.call("action_assign");
}

Value create_return(const RecordSet& wizard, const Arguments&) {
  const RecordSet lines = wizard["product_return_moves"];
  for (const RecordSet& move : lines["move_id"])
    do_unreserve(move["move_dest_ids"].where("state", "not in", List{"done", "cancel"}));
  const RecordSet picking = copied_picking(wizard["picking_id"]);
  if (!wizard.env().since(Series::v18) && wizard["location_id"])
    picking.write({{"location_dest_id", wizard["location_id"]}});
  bool any = false;
  for (const RecordSet& line : lines) any = process_line(line, picking) || any;
  if (!any) throw user_error("Enter a quantity above zero for at least one product.");
  confirm_and_assign(picking);
  return picking.id();
}

Value action_create_returns(const RecordSet& wizard, const Arguments&) {
  wizard.ensure_one();
  const Id picking = wizard.call("_create_return").integer();
  const std::string views = wizard.env().since(Series::v18) ? "form" : "form,tree,calendar";
  return window_action({.name = "Returned Picking",
                        .model = "stock.picking",
                        .record = picking,
                        .view_mode = views,
                        .context = wizard.env().context()});
}

// --- all that was delivered and has not come back

Value action_create_returns_all(const RecordSet& wizard, const Arguments&) {
  wizard.ensure_one();
  for (const RecordSet& line : wizard["product_return_moves"]) {
    const RecordSet move = line["move_id"];
    if (!move || move.text("state") == "cancel" || is_scrapped(move)) continue;
    line.write({{"quantity", returnable(move)}});
  }
  return wizard.call("action_create_returns");
}

// --- exchanges

void exchange_receipt(const RecordSet& wizard, const RecordSet& returned) {
  const RecordSet exchange = copied_picking(returned);
  for (const RecordSet& line : wizard["product_return_moves"]) process_line(line, exchange);
  confirm_and_assign(exchange);
  exchange.write({{"return_id", returned}});
}

Value get_proc_values(const RecordSet& wizard, const Arguments& arguments) {
  const RecordSet move = wizard.env()["stock.return.picking.line"].browse(arguments["line"].integer())["move_id"];
  const RecordSet picking = wizard["picking_id"], final = final_place(move);
  Dict values{{"date_planned", move.text("date").empty() ? wizard.env().now_text() : move.text("date")},
              {"warehouse_id", picking["picking_type_id"]["warehouse_id"]},
              {"partner_id", picking["partner_id"]},
              {"location_final_id", final ? final : picking["location_dest_id"]},
              {"company_id", picking["company_id"]}};
  const RecordSet groups = groups_of(picking);
  values.set(group_field(wizard.env()), wizard.env().since(Series::v19) ? Value(groups.ids()) : Value(groups));
  return values;
}

Procurement exchange_of(const RecordSet& wizard, const RecordSet& line) {
  const RecordSet picking = wizard["picking_id"], place = line["move_id"]["location_dest_id"];
  return {.product = line["product_id"],
          .quantity = line.number("quantity"),
          .unit = unit_of(line),
          .location = place ? place : picking["location_dest_id"],
          .name = line["product_id"].display_name(),
          .origin = picking.text("origin"),
          .company = picking["company_id"],
          .values = wizard.call("_get_proc_values", {line.id()}).dict()};
}

Value action_create_exchanges(const RecordSet& wizard, const Arguments&) {
  const Value action = wizard.call("action_create_returns");
  const RecordSet picking = wizard["picking_id"];
  if (picking["picking_type_id"].text("code") == "incoming") {
    exchange_receipt(wizard, picking.browse(action.dict().get("res_id").integer()));
    return action;
  }
  std::vector<Procurement> needs;
  for (const RecordSet& line : wizard["product_return_moves"])
    if (line["move_id"]) needs.push_back(exchange_of(wizard, line));
  if (!needs.empty()) run_procurements(wizard.env(), needs);
  return action;
}

}  // namespace

Behaviour stock_return_picking() {
  return {
      .model = "stock.return.picking",
      .defaults = {{"picking_id", default_picking}},
      .computes = {{{"product_return_moves"}, compute_product_return_moves},
                   {{"move_dest_exists", "parent_location_id", "original_location_id", "location_id"},
                    compute_locations,
                    {.until = Series::v17}}},
      .methods = {{"_prepare_stock_return_picking_line_vals_from_move", "stock_move", prepare_line_from_move},
                  {"_create_return", "", create_return},
                  {"_get_proc_values", "line", get_proc_values},
                  {"create_returns", "", action_create_returns, {.until = Series::v17}},
                  {"action_create_returns", "", action_create_returns, {.since = Series::v18}},
                  {"action_create_returns_all", "", action_create_returns_all, {.since = Series::v18}},
                  {"action_create_exchanges", "", action_create_exchanges, {.since = Series::v18}}},
  };
}

Behaviour stock_return_picking_line() {
  return {.model = "stock.return.picking.line",
          .rec_name = "product_id",
          .computes = {{{"uom_id"}, compute_uom_id, {.since = Series::v19}}},
          .methods = {{"_prepare_move_default_values", "new_picking", prepare_move_default_values}}};
}

}  // namespace paridoo::addons::stock
