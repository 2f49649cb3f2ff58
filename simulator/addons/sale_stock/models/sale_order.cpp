// sale.order: the warehouse that an order is delivered from, and its transfers.
#include <algorithm>

#include "simulator/addons/sale_stock/models.h"
#include "simulator/addons/sale_stock/models/sale_order_line.h"
#include "simulator/addons/stock/product.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::term;
using orm::Value;
using orm::WriteSuper;

namespace {

// --- what the transfers say

void compute_effective_date(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    std::vector<std::string> moments;
    for (const RecordSet& picking : order["picking_ids"].where("state", "=", "done"))
      if (picking["location_dest_id"].text("usage") == "customer" && picking.moment("date_done"))
        moments.push_back(picking.text("date_done"));
    const auto first = std::min_element(moments.begin(), moments.end());
    order.set("effective_date", first == moments.end() ? Value(false) : Value(*first));
  }
}

Value delivery_status_of(const RecordSet& order) {
  const RecordSet pickings = order["picking_ids"];
  if (pickings.where("state", "!=", "cancel").empty()) return false;
  if (pickings.where("state", "not in", List{"done", "cancel"}).empty()) return "full";
  if (pickings.where("state", "=", "done").empty()) return "pending";
  const bool knows_started = order.env().since(orm::Series::v18);
  return knows_started && order["order_line"].filtered("qty_delivered").empty() ? "started" : "partial";
}

void compute_delivery_status(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("delivery_status", delivery_status_of(order));
}

void compute_delivery_count(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("delivery_count", order["picking_ids"].size());
}

void compute_json_popover(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    List late;
    for (const RecordSet& picking : order["picking_ids"].filtered("delay_alert_date"))
      late.push_back(Dict{{"id", picking}, {"name", picking.display_name()}, {"model", "stock.picking"}});
    order.set("show_json_popover", !late.empty());
    order.set("json_popover", orm::python_json(Dict{{"popoverTemplate", "sale_stock.DelayAlertWidget"},
                                                    {"late_elements", std::move(late)}}));
  }
}

// All at once goes with the last line, as soon as possible with the first.
Value select_expected_date(const RecordSet& order, const Arguments& arguments, const Super& super) {
  return order.text("picking_policy") == "direct" ? super() : arguments["expected_dates"].list().back();
}

// --- the warehouse

Value default_warehouse(const RecordSet& order) {
  const RecordSet defaults = order.env()["ir.default"].sudo().search(
      term("field_id.model", "=", "sale.order") & term("field_id.name", "=", "warehouse_id") &
          (term("company_id", "=", false) | term("company_id", "=", order["company_id"])) &
          (term("user_id", "=", false) | term("user_id", "=", order.env().uid())),
      {.limit = 1});
  if (defaults)
    if (const Value value = orm::from_json(defaults.text("json_value")); value.is_integer()) return value;
  const RecordSet user = order["user_id"].with_company(order["company_id"]);
  return user.call("_get_default_warehouse_id");
}

void compute_warehouse_id(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const std::string state = order.text("state");
    if (state == "draft" || state == "sent" || order["warehouse_id"].empty())
      order.set("warehouse_id", default_warehouse(order));
  }
}

bool needs_warehouse(const RecordSet& line) {
  const RecordSet of_route = routes_of(line)["company_id"];
  return stock::is_goods(line["product_id"]) && (of_route.empty() || of_route == line["company_id"]);
}

void check_warehouse(const RecordSet& orders) {
  for (const RecordSet& order : orders.where("state", "not in", List{"draft", "cancel"}))
    if (order["warehouse_id"].empty() && !order["order_line"].filtered(needs_warehouse).empty())
      throw orm::user_error("Goods are delivered from a warehouse: choose one for the order.");
}

// --- writing

RecordSet open_pickings(const RecordSet& order) {
  return order["picking_ids"].where("state", "not in", List{"done", "cancel"});
}

void warn_of_new_address(const RecordSet& orders, const Value& partner) {
  const RecordSet address = orders.env()["res.partner"].browse(partner.integer());
  for (const RecordSet& order : orders) {
    const RecordSet pickings = open_pickings(order);
    if (pickings.empty()) continue;
    pickings.call("activity_schedule", {"mail.mail_activity_data_warning"},
                  {{"note", "The order is to be delivered to " + address.display_name() + " instead of " +
                                order["partner_shipping_id"].display_name() + "."},
                   {"user_id", orders.env().uid()}});
  }
}

// Since 19.0 those that are still to reach the customer.
RecordSet moves_with_deadline(const RecordSet& order) {
  const RecordSet moves = order.mapped("order_line.move_ids");
  if (!order.env().since(orm::Series::v19)) return moves;
  return moves.where("state", "not in", List{"done", "cancel"}).where("location_dest_id.usage", "=", "customer");
}

void move_deadlines(const RecordSet& orders, const Value& promised) {
  for (const RecordSet& order : orders) {
    const Value deadline = promised ? promised : order.value("expected_date");
    moves_with_deadline(order).write({{"date_deadline", deadline}});
  }
}

void write(const RecordSet& orders, Dict values, const WriteSuper& super) {
  if (const Value partner = values.get("partner_shipping_id"); partner.is_integer()) {
    if (orders.env().context("update_delivery_shipping_partner"))
      orders["picking_ids"].write({{"partner_id", partner}});
    else
      warn_of_new_address(orders, partner);
  }
  if (values.contains("commitment_date")) move_deadlines(orders, values.get("commitment_date"));
  super(orders, std::move(values));
}

// --- confirming and cancelling

Value after_confirmation(const RecordSet& orders, const Arguments&, const Super& super) {
  orders["order_line"].call("_action_launch_stock_rule");
  return super();
}

Value cancel_now(const RecordSet& orders, const Arguments&, const Super& super) {
  orders["picking_ids"].where("state", "!=", "done").call("action_cancel");
  return super();
}

Value prepare_invoice(const RecordSet& order, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("invoice_incoterm_id", order["incoterm"]);
  return values;
}

Value action_view_delivery(const RecordSet& order, const Arguments&) {
  const RecordSet pickings = order.ensure_one()["picking_ids"];
  const RecordSet outgoing = pickings.where("picking_type_id.code", "=", "outgoing");
  const RecordSet shown = (outgoing ? outgoing : pickings).first();
  Dict action{{"name", "Transfers"},
              {"type", "ir.actions.act_window"},
              {"res_model", "stock.picking"},
              {"view_mode", "list,kanban,form,calendar,activity"},
              {"target", "current"},
              {"context", Dict{{"default_partner_id", order["partner_id"]},
                               {"default_picking_type_id", shown["picking_type_id"]},
                               {"default_origin", order.text("name")},
                               {"default_group_id",
                                shown.env().since(orm::Series::v19) ? Value(false) : Value(shown["group_id"])}}}};
  if (pickings.size() == 1)
    action.update({{"views", List{List{false, "form"}}}, {"res_id", pickings}});
  else
    action.set("domain", List{List{"id", "in", Value(pickings.ids())}});
  return action;
}

}  // namespace

orm::Behaviour sale_order() {
  return {
      .model = "sale.order",
      .computes = {{{"effective_date"}, compute_effective_date},
                   {{"delivery_status"}, compute_delivery_status},
                   {{"delivery_count"}, compute_delivery_count},
                   {{"json_popover", "show_json_popover"}, compute_json_popover},
                   {{"warehouse_id"}, compute_warehouse_id}},
      .constraints = {{check_warehouse, {"warehouse_id", "state", "order_line"}}},
      .methods = {{"_select_expected_date", "", select_expected_date},
                  {"_action_confirm", "", after_confirmation},
                  {"_action_cancel", "", cancel_now},
                  {"_prepare_invoice", "", prepare_invoice},
                  {"action_view_delivery", "", action_view_delivery}},
      .write = write,
  };
}

}  // namespace paridoo::addons::sale_stock
