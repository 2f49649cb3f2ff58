// stock.picking: transfers. The computed fields, validation, backorders and packages are in
// stock_picking_<subject>.cpp.
#include "simulator/addons/stock/models/stock_picking.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "simulator/addons/base/company_check.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/package_level.h"
#include "simulator/addons/stock/product.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::stock {
namespace {

bool is_state(const RecordSet& record, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), record.text("state")) != states.end();
}

// --- defaults

Value default_picking_type(const RecordSet& model) {
  const Value& code = model.env().context("restricted_picking_type_code");
  if (!code) return false;
  return model.env()["stock.picking.type"].search(
      term("code", "=", code) & term("company_id", "=", model.env().company()), {.limit = 1});
}

// --- create

RecordSet record_in(const Env& env, std::string_view model, const Value& id) {
  return env[model].browse(id.is_integer() ? id.integer() : 0);
}

void set_name(const RecordSet& model, Dict& values) {
  const std::string known[] = {"name", "picking_type_id"};
  const Dict defaults = model.default_get(known);
  const auto given = [&](std::string_view field) {
    return values.contains(field) ? values.get(field) : defaults.get(field);
  };
  const Value name = given("name"), default_name = defaults.get("name");
  const bool is_open =
      (name.is_unset() || name == Value("/")) && (default_name.is_unset() || default_name == Value("/"));
  if (!is_open) return;
  check_referred(model.env(), model.model(), {{"picking_type_id", given("picking_type_id")}}, {"picking_type_id"});
  const RecordSet sequence =
      record_in(model.env(), "stock.picking.type", given("picking_type_id"))["sequence_id"].sudo();
  if (sequence) values.set("name", base::next_by_id(sequence));
}

void set_move_type(const RecordSet& model, Dict& values) {
  const Env& env = model.env();
  if (values.contains("move_type") || !env.since(Series::v18) || env.since(Series::v19)) return;
  const std::string type = record_in(model.env(), "procurement.group", values.get("group_id")).text("move_type");
  if (!type.empty()) values.set("move_type", type);
}

bool has_outside_partner(const RecordSet& picking) {
  return picking["location_id"].text("usage") == "supplier" || picking["location_dest_id"].text("usage") == "customer";
}

void describe_moves(const RecordSet& picking) {
  for (const RecordSet& move : picking["move_ids"])
    if (move.text("description_picking").empty())
      move.write({{"description_picking", picking_description(move["product_id"], picking["picking_type_id"])}});
}

// Moves that were added to a confirmed transfer are confirmed too, and draft moves that have quantities.
void autoconfirm(const RecordSet& pickings) {
  for (const RecordSet& picking : pickings)
    if (!is_state(picking, {"done", "cancel"}) && picking["move_ids"].filtered("additional"))
      picking.call("action_confirm");
  const RecordSet drafts = pickings["move_ids"].filtered(
      [](const RecordSet& move) { return is_state(move, {"draft"}) && move.number("quantity") != 0; });
  if (drafts) action_confirm(drafts);
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  std::vector<Value> scheduled;
  for (Dict& picking : values) {
    set_name(model, picking);
    set_move_type(model, picking);
    // Written once there are moves: they take it over.
    scheduled.push_back(picking.get("scheduled_date"));
    picking.erase("scheduled_date");
  }
  const RecordSet pickings = super(values);
  for (std::size_t at = 0; at < pickings.size(); ++at)
    if (scheduled[at])
      pickings.at(at).with_context({{"mail_notrack", true}}).write({{"scheduled_date", scheduled[at]}});
  autoconfirm(pickings);
  for (std::size_t at = 0; at < pickings.size(); ++at) {
    const RecordSet picking = pickings.at(at);
    if (model.env().since(Series::v19)) continue;
    if (const Value& partner = values[at].get("partner_id"); partner && has_outside_partner(picking))
      mail::message_subscribe(picking, {partner.integer()});
    if (values[at].get("picking_type_id")) describe_moves(picking);
  }
  return pickings;
}

// --- write

void follow(const RecordSet& pickings, Id partner) {
  for (const RecordSet& picking : pickings)
    if (has_outside_partner(picking)) mail::message_subscribe(picking, {partner});
}

// Another type of operation brings another number, and other places.
void change_type(const RecordSet& pickings, Dict& values) {
  const RecordSet type = record_in(pickings.env(), "stock.picking.type", values.get("picking_type_id"));
  for (const RecordSet& picking : pickings) {
    const bool is_draft = is_state(picking, {"draft"}), is_closed = is_state(picking, {"done", "cancel"});
    if (pickings.env().since(Series::v18) ? is_closed : !is_draft)
      throw user_error("The operation type of the transfer cannot be changed any more.");
    if (picking["picking_type_id"] == type) continue;
    picking.write({{"name", base::next_by_id(type["sequence_id"].sudo())}});
    if (!pickings.env().since(Series::v18)) continue;
    values.set("location_id", type["default_location_src_id"]);
    values.set("location_dest_id", type["default_location_dest_id"]);
  }
}

Dict values_for_moves(const Dict& values) {
  Dict of_moves;
  for (const std::string_view field : {"location_id", "location_dest_id"})
    if (values.get(field)) of_moves.set(field, values.get(field));
  if (const Value* partner = values.find("partner_id")) of_moves.set("partner_id", *partner);
  return of_moves;
}

void write(const RecordSet& pickings, Dict values, const WriteSuper& super) {
  if (values.get("picking_type_id")) change_type(pickings, values);
  const bool since_19 = pickings.env().since(Series::v19);
  if (const Value& partner = values.get("partner_id"); partner && !since_19) follow(pickings, partner.integer());
  Dict of_moves = values_for_moves(values);
  const bool changes_moves = values.get("move_ids") || values.get("move_ids_without_package");
  const Value done = since_19 ? values.get("date_done") : Value();
  super(pickings, std::move(values));
  if (done) pickings.where("state", "=", "done")["move_ids"].write({{"date", done}});
  if (!of_moves.empty())
    pickings["move_ids"].filtered([](const RecordSet& move) { return !is_scrapped(move); }).write(std::move(of_moves));
  if (changes_moves) autoconfirm(pickings);
}

void unlink(const RecordSet& pickings, const UnlinkSuper& super) {
  action_cancel(pickings["move_ids"]);
  pickings["move_ids"].unlink();
  super(pickings);
}

// --- what buttons do

Value confirm(const RecordSet& pickings, const Arguments&) {
  base::check_companies(pickings);
  generate_moves_of_levels(pickings);
  const RecordSet drafts = pickings["move_ids"].where("state", "=", "draft");
  if (drafts) action_confirm(drafts);
  trigger_scheduler(pickings["move_ids"].where("state", "not in", List{"draft", "cancel", "done"}));
  return true;
}

Value assign(const RecordSet& pickings, const Arguments&) {
  generate_moves_of_levels(pickings);
  const RecordSet drafts = pickings.where("state", "=", "draft");
  if (drafts) drafts.call("action_confirm");
  const RecordSet moves = pickings["move_ids"].where("state", "not in", List{"draft", "cancel", "done"});
  if (!moves) throw user_error("There is nothing to check the availability of.");
  // Urgent ones first, then those with a deadline, by date.
  action_assign(moves.sorted([](const RecordSet& move) {
    const std::string deadline = move.text("date_deadline");
    return std::tuple(move.text("priority") != "1", deadline.empty(), deadline, move.text("date"), move.id());
  }));
  return true;
}

Value cancel(const RecordSet& pickings, const Arguments&) {
  action_cancel(pickings["move_ids"]);
  pickings.write({{"is_locked", true}});
  pickings.filtered([](const RecordSet& picking) { return picking["move_ids"].empty(); }).write({{"state", "cancel"}});
  return true;
}

Value unreserve(const RecordSet& pickings, const Arguments&) {
  do_unreserve(pickings["move_ids"]);
  unlink_levels_without_moves(pickings);
  return {};
}

Value toggle_is_locked(const RecordSet& picking, const Arguments&) {
  picking.ensure_one();
  picking.write({{"is_locked", !picking.flag("is_locked")}});
  return true;
}

Value can_return(const RecordSet& picking, const Arguments&) {
  picking.ensure_one();
  return is_state(picking, {"done"});
}

}  // namespace

Behaviour stock_picking() {
  return {
      .model = "stock.picking",
      .defaults = {{"picking_type_id", default_picking_type}},
      .computes = picking_computes(),
      .inverses = {{"scheduled_date", inverse_scheduled_date}},
      .searches = picking_searches(),
      .unique = {{{"name", "company_id"}, "The reference of a transfer must be unique in its company."}},
      .indexes = {{{"group_id", "picking_type_id"}, {.until = Series::v18}}},
      .methods = {{"action_confirm", "", confirm},
                  {"action_assign", "", assign},
                  {"action_cancel", "", cancel},
                  {"do_unreserve", "", unreserve},
                  {"button_validate", "", button_validate},
                  {"_pre_action_done_hook", "", pre_action_done_hook},
                  {"_action_done", "", done_pickings},
                  {"_create_backorder", "backorder_moves=None", create_backorder},
                  {"_create_backorder_picking", "", create_backorder_picking},
                  {"_log_less_quantities_than_expected", "moves", log_less_quantities_than_expected},
                  {"action_split_transfer", "", action_split_transfer, {.since = Series::v18}},
                  {"action_put_in_pack", "move_lines_to_pack=False", action_put_in_pack, {.until = Series::v18}},
                  {"action_put_in_pack",
                   "package_id=False, package_type_id=False, package_name=False",
                   action_put_in_pack_since_19,
                   {.since = Series::v19}},
                  {"action_add_entire_packs", "package_ids", action_add_entire_packs, {.since = Series::v19}},
                  {"action_toggle_is_locked", "", toggle_is_locked},
                  {"_can_return", "", can_return}},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::stock
