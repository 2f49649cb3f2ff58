// purchase.order: where an order is received, and its transfers.
#include <algorithm>

#include "simulator/addons/mail/thread.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/addons/purchase_stock/models/purchase_order_line.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/product.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::term;
using orm::Value;

namespace {

const List closed{"done", "cancel"};

// --- what the transfers say

void compute_picking_ids(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    order.set("picking_ids", Value(order.mapped("order_line.move_ids.picking_id").ids()));
}

void compute_incoming_picking_count(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("incoming_picking_count", order["picking_ids"].size());
}

void compute_effective_date(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    std::vector<std::string> moments;
    for (const RecordSet& picking : order["picking_ids"].where("state", "=", "done"))
      if (picking["location_dest_id"].text("usage") != "supplier" && picking.moment("date_done"))
        moments.push_back(picking.text("date_done"));
    const auto first = std::min_element(moments.begin(), moments.end());
    order.set("effective_date", first == moments.end() ? Value(false) : Value(*first));
  }
}

void compute_is_shipped(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet pickings = order["picking_ids"];
    order.set("is_shipped", pickings && pickings.where("state", "not in", closed).empty());
  }
}

Value receipt_status_of(const RecordSet& order) {
  const RecordSet pickings = order["picking_ids"];
  if (pickings.where("state", "!=", "cancel").empty()) return false;
  if (pickings.where("state", "not in", closed).empty()) return "full";
  return pickings.where("state", "=", "done").empty() ? "pending" : "partial";
}

void compute_receipt_status(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("receipt_status", receipt_status_of(order));
}

// Only what is dropshipped goes to an address of its own.
void compute_dest_address_id(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    if (order["picking_type_id"]["default_location_dest_id"].text("usage") != "customer")
      order.set("dest_address_id", false);
}

Value default_picking_type_id(const RecordSet& model) {
  const Value& given = model.env().context("company_id");
  const Value company = given ? given : Value(model.env().company());
  const RecordSet types = model.env()["stock.picking.type"];
  const Domain incoming = term("code", "=", "incoming");
  if (const RecordSet own = types.search(incoming & term("warehouse_id.company_id", "=", company))) return own.first();
  const Domain of_none = incoming & term("warehouse_id", "=", false);
  if (const RecordSet shared = types.search(of_none)) return shared.first();
  return types.with_context({{"active_test", false}}).search(of_none).first();
}

// --- receiving

bool has_goods(const RecordSet& order) { return !order["order_line"]["product_id"].filtered(stock::is_goods).empty(); }

void number_by_date(const RecordSet& moves) {
  std::int64_t sequence = 0;
  for (const RecordSet& move : moves.sorted([](const RecordSet& move) { return move.text("date"); }))
    move.write({{"sequence", sequence += 5}});
}

void create_picking(const RecordSet& any) {
  const RecordSet order = any.with_company(any["company_id"]);
  // 17.0 knows the vendor already, from before the company was the order's.
  if (order.env().since(orm::Series::v18)) orm::check_rules(order["partner_id"], orm::Operation::read);
  const RecordSet open = order["picking_ids"].where("state", "not in", closed);
  const orm::Env as_superuser = order.env().with_user(1);
  const RecordSet pickings = open ? open : as_superuser["stock.picking"].create(picking_values(order)).in(order.env());
  const RecordSet picking = pickings.first();
  const RecordSet made = create_stock_moves(order["order_line"], picking);
  const RecordSet moves = stock::action_confirm(made.where("state", "not in", closed));
  number_by_date(moves);
  stock::action_assign(moves);
  (pickings | stock::rollup_destinations(moves)["picking_id"]).call("action_confirm");
  mail::message_post(picking, "This transfer was made from " + order.text("name") + ".");
}

Value button_approve(const RecordSet& orders, const Arguments&, const Super& super) {
  const Value result = super();
  for (const RecordSet& order : orders.where("state", "in", List{"purchase", "done"}))
    if (has_goods(order)) create_picking(order);
  return result;
}

// --- cancelling

void refuse_received(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    if (!order.mapped("order_line.move_ids").where("state", "=", "done").empty())
      throw orm::user_error("Goods of " + order.display_name() + " have been received: it cannot be cancelled.");
}

// Moves that wait for the goods go too, or look for them elsewhere.
void release_waiting_moves(const RecordSet& line) {
  const bool any_route = !line.env().since(orm::Series::v18);
  const RecordSet waiting = line["move_dest_ids"].filtered([&](const RecordSet& move) {
    if (move.text("state") == "done" || stock::is_scrapped(move)) return false;
    return any_route || move["rule_id"]["route_id"] == move["location_dest_id"]["warehouse_id"]["reception_route_id"];
  });
  RecordSet alone = waiting.none();
  for (const RecordSet& move : waiting) {
    if (move["created_purchase_line_ids"].size() > 1)
      move.write({{"created_purchase_line_ids", List{orm::command::unlink(line.id())}}});
    else
      alone |= move;
  }
  if (alone.empty()) return;
  if (line.flag("propagate_cancel")) return stock::action_cancel(alone);
  alone.write({{"procure_method", "make_to_stock"}});
  stock::recompute_state(alone);
}

Value button_cancel(const RecordSet& orders, const Arguments&, const Super& super) {
  refuse_received(orders);
  const RecordSet lines = orders.where("state", "!=", "done").where("state", "!=", "cancel")["order_line"];
  const RecordSet pickings = orders["picking_ids"].where("state", "!=", "cancel");
  if (const RecordSet moves = lines["move_ids"]) stock::action_cancel(moves);
  for (const RecordSet& line : lines) release_waiting_moves(line);
  if (pickings) pickings.call("action_cancel");
  orm::Dict unlinked{{"move_dest_ids", List{orm::command::clear()}}};
  if (lines.model().has("group_id")) unlinked.set("group_id", false);
  lines.write(std::move(unlinked));
  return super();
}

Value prepare_invoice(const RecordSet& order, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("invoice_incoterm_id", order["incoterm_id"]);
  return values;
}

Value action_view_picking(const RecordSet& order, const Arguments&) {
  const RecordSet pickings = order.ensure_one()["picking_ids"];
  Dict action{{"name", "Transfers"},
              {"type", "ir.actions.act_window"},
              {"res_model", "stock.picking"},
              {"view_mode", "list,kanban,form,calendar,activity"},
              {"target", "current"},
              {"context", Dict{{"default_partner_id", order["partner_id"]},
                               {"default_origin", order.text("name")},
                               {"default_picking_type_id", order["picking_type_id"]}}}};
  if (pickings.size() == 1)
    action.update({{"views", List{List{false, "form"}}}, {"res_id", pickings}});
  else
    action.set("domain", List{List{"id", "in", Value(pickings.ids())}});
  return action;
}

}  // namespace

RecordSet destination_of(const RecordSet& order) {
  const RecordSet type = order["picking_type_id"];
  const RecordSet address = order["dest_address_id"];
  return address && type.text("code") == "dropship" ? address["property_stock_customer"]
                                                    : type["default_location_dest_id"];
}

RecordSet final_destination_of(const RecordSet& order) {
  const RecordSet type = order["picking_type_id"];
  return type.text("code") == "dropship" ? destination_of(order) : type["warehouse_id"]["lot_stock_id"];
}

Dict picking_values(const RecordSet& order) {
  const RecordSet vendor = order["partner_id"];
  if (order.env().since(orm::Series::v19)) {
    if (order["reference_ids"].empty())
      order.write({{"reference_ids", List{orm::command::create(Dict{{"name", order.text("name")}})}}});
  } else if (order["group_id"].empty())
    order.write({{"group_id", order["group_id"].create(Dict{{"name", order.text("name")}, {"partner_id", vendor}})}});
  const RecordSet source = vendor["property_stock_supplier"];
  if (source.empty()) throw orm::user_error("Say where goods of " + vendor.text("name") + " come from.");
  Dict values{{"picking_type_id", order["picking_type_id"]},
              {"partner_id", vendor},
              {"user_id", false},
              {"origin", order.text("name")},
              {"location_dest_id", destination_of(order)},
              {"location_id", source},
              {"company_id", order["company_id"]},
              {"state", "draft"}};
  if (!order.env().since(orm::Series::v19)) values.set("date", order.value("date_order"));
  return values;
}

orm::Behaviour purchase_order() {
  return {
      .model = "purchase.order",
      .defaults = {{"picking_type_id", default_picking_type_id}},
      .computes = {{{"picking_ids"}, compute_picking_ids},
                   {{"incoming_picking_count"}, compute_incoming_picking_count},
                   {{"effective_date"}, compute_effective_date},
                   {{"is_shipped"}, compute_is_shipped},
                   {{"receipt_status"}, compute_receipt_status},
                   {{"dest_address_id"}, compute_dest_address_id}},
      .methods = {{"button_approve", "force=False", button_approve},
                  {"button_cancel", "", button_cancel},
                  {"_prepare_invoice", "", prepare_invoice},
                  {"action_view_picking", "", action_view_picking}},
  };
}

}  // namespace paridoo::addons::purchase_stock
