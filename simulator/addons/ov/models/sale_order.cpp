// sale.order: what a service account wants approved before it is confirmed, and packages that become lines.
#include <algorithm>
#include <string>

#include "simulator/addons/ov/bill_of_products.h"
#include "simulator/addons/ov/membership.h"
#include "simulator/addons/ov/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

using orm::Arguments;
using orm::Dict;
using orm::Id;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::term;
using orm::Value;

namespace {

// --- approval

bool is_above_threshold(const RecordSet& order) {
  const double threshold = order["x_sa_id"].number("approval_threshold");
  return threshold > 0 && orm::float_compare(order.number("amount_total"), threshold, orm::digits(2)) > 0;
}

bool has_guarded_product(const RecordSet& order) {
  const orm::Ids guarded = order.mapped("x_sa_id.approval_category_ids").ids();
  if (guarded.empty()) return false;
  const orm::Ids used = order.mapped("order_line.product_id.categ_id").ids();
  return order.env()["product.category"].search_count(term("id", "in", used) & term("id", "child_of", guarded)) > 0;
}

void compute_approval_required(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    order.set("x_approval_required", is_above_threshold(order) || has_guarded_product(order));
}

// What was approved does not cover an order that has become dearer since.
bool is_approved(const RecordSet& order) {
  return order.text("x_approval_state") == "approved" &&
         orm::float_compare(order.number("amount_total"), order.number("x_approved_amount"), orm::digits(2)) <= 0;
}

Value action_confirm(const RecordSet& orders, const Arguments&, const Super& super) {
  for (const RecordSet& order : orders)
    if (order.flag("x_approval_required") && !is_approved(order))
      throw orm::user_error("Order " + order.text("name") + " needs approval before it is confirmed.");
  return super();
}

// The employee of an argument, who must be a member of the order's account.
RecordSet member(const RecordSet& order, const Value& employee, std::string_view role) {
  const RecordSet one = order.env()["abs.employee"].browse(employee.is_integer() ? employee.integer() : Id{0});
  if (one.empty() || memberships_of(order["x_sa_id"], one.id(), role).empty())
    throw orm::access_error("Only " + std::string(role.empty() ? "members" : role) +
                            " of the order's service account may do this.");
  return one;
}

void expect_state(const RecordSet& order, std::string_view approval) {
  const std::string now = order.ensure_one().text("x_approval_state");
  const std::string state = order.text("state");
  if ((state == "draft" || state == "sent") && (approval.empty() ? now != "waiting" : now == approval)) return;
  throw orm::user_error("Order " + order.text("name") + " is not at this point: its state is " + state +
                        ", its approval " + now + ".");
}

Value action_request_approval(const RecordSet& order, const Arguments& arguments) {
  expect_state(order, "");
  const RecordSet actor = member(order, arguments["actor_id"], "");
  order.write({{"x_approval_state", "waiting"},
               {"x_approval_requested_by", actor},
               {"x_approval_decided_by", false},
               {"x_rejection_reason", false},
               {"x_approval_note", false}});
  return true;
}

RecordSet approver(const RecordSet& order, const Arguments& arguments) {
  expect_state(order, "waiting");
  const RecordSet actor = member(order, arguments["actor_id"], "staff");
  if (actor == order["x_approval_requested_by"] || actor == order["x_actor_id"])
    throw orm::access_error("Nobody decides about an order of one's own.");
  return actor;
}

Value action_approve(const RecordSet& order, const Arguments& arguments) {
  order.write({{"x_approval_decided_by", approver(order, arguments)},
               {"x_approval_state", "approved"},
               {"x_approved_amount", order.number("amount_total")},
               {"x_approval_note", arguments["note"]}});
  return true;
}

Value action_reject(const RecordSet& order, const Arguments& arguments) {
  order.write({{"x_approval_decided_by", approver(order, arguments)},
               {"x_approval_state", "rejected"},
               {"x_rejection_reason", arguments["reason"]}});
  return true;
}

void check_outlet(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    if (const RecordSet outlet = order["x_outlet_id"]; outlet && !(outlet["account_id"] == order["x_sa_id"]))
      throw orm::validation_error("Outlet " + outlet.text("name") + " is not of the order's service account.");
}

// --- packages

// "Panel Colour: Black", after looking whether each property has such an option.
std::string chosen(const RecordSet& sheet, const Value& properties) {
  std::string text;
  const Dict given = properties.is_dict() ? properties.dict() : Dict();
  for (const RecordSet& property : sheet["property_ids"]) {
    const Value& wanted = given.get(property.text("name"));
    const auto options = options_of(property);
    if (!wanted.is_text() || std::find(options.begin(), options.end(), wanted.text()) == options.end())
      throw orm::user_error("Choose a " + property.text("name") + " of the package " + sheet.text("name") + ".");
    text += (text.empty() ? "" : ", ") + property.text("name") + ": " + wanted.text();
  }
  return text;
}

// Each product of the package becomes a line of its own. Answers the lines.
Value add_bill_of_products(const RecordSet& order, const Arguments& arguments) {
  const RecordSet sheet = order.ensure_one().env()["ov.bop.sheet"].browse(arguments["sheet_id"].integer()).exists();
  if (sheet.empty()) throw orm::Fault(orm::FaultKind::missing_error, "There is no such bill of products.");
  const double quantity = arguments["quantity"].number();
  const std::string properties = chosen(sheet, arguments["properties"]);
  RecordSet lines = order.env()["sale.order.line"];
  for (const RecordSet& part : sheet["line_ids"])
    lines |= lines.create(Dict{{"order_id", order},
                               {"product_id", part["product_id"]},
                               {"product_uom_qty", part.number("quantity") * quantity},
                               {"x_bop_sheet_id", sheet},
                               {"x_bop_properties", properties}});
  return lines.ids();
}

}  // namespace

orm::Behaviour sale_order() {
  return {
      .model = "sale.order",
      .computes = {{{"x_approval_required"}, compute_approval_required}},
      .constraints = {{check_outlet, {"x_outlet_id", "x_sa_id"}}},
      .methods = {{"action_confirm", "", action_confirm},
                  {"action_request_approval", "actor_id", action_request_approval},
                  {"action_approve", "actor_id, note=False", action_approve},
                  {"action_reject", "actor_id, reason=False", action_reject},
                  {"add_bill_of_products", "sheet_id, quantity=1.0, properties=None", add_bill_of_products}},
  };
}

}  // namespace paridoo::addons::ov
