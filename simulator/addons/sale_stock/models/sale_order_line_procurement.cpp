// Moving what a confirmed order says: needs go to procurement, the transfers that come of it are confirmed.
#include <chrono>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/sale_stock/models/sale_order_line.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::Dict;
using orm::Env;
using orm::List;
using orm::RecordSet;
using orm::Series;
using orm::Super;
using orm::Value;

namespace {

constexpr auto half_up = orm::RoundingMethod::half_up;

RecordSet final_location(const RecordSet& line) {
  const RecordSet address = line["order_id"]["partner_shipping_id"].with_company(line["company_id"]);
  return address["property_stock_customer"];
}

double moved(const RecordSet& moves, const RecordSet& unit) {
  double quantity = 0;
  for (const RecordSet& move : moves) {
    const double own = move.number(move.text("state") == "done" ? "quantity" : "product_uom_qty");
    quantity += uom::compute_quantity(move["product_uom"], own, unit, {.method = half_up});
  }
  return quantity;
}

// What the warehouse has been asked for already, in the unit of the line.
Value get_qty_procurement(const RecordSet& line, const Arguments&) {
  const LineMoves moves = triggering_moves(line);
  const RecordSet unit = sale::unit_of(line);
  return moved(moves.outgoing, unit) - moved(moves.incoming, unit);
}

// --- the group that the transfers of an order belong to

Value prepare_procurement_group_vals(const RecordSet& line, const Arguments&) {
  const RecordSet order = line["order_id"];
  return Dict{{"name", order.text("name")},
              {"move_type", order.text("picking_policy")},
              {"sale_id", order},
              {"partner_id", order["partner_shipping_id"]}};
}

// The group has been there before if the order was cancelled and confirmed again: it follows the order.
void update_group(const RecordSet& group, const RecordSet& order) {
  Dict changes;
  if (!(group["partner_id"] == order["partner_shipping_id"])) changes.set("partner_id", order["partner_shipping_id"]);
  if (group.text("move_type") != order.text("picking_policy")) changes.set("move_type", order.text("picking_policy"));
  group.write(std::move(changes));
}

Value prepare_reference_vals(const RecordSet& line, const Arguments&) {
  const RecordSet order = line["order_id"];
  return Dict{{"name", order.text("name")}, {"sale_ids", List{orm::command::link(order.id())}}};
}

Value references_of(const RecordSet& line) {
  const RecordSet order = line["order_id"];
  if (!order["stock_reference_ids"])
    line.env().sudo()["stock.reference"].create(line.call("_prepare_reference_vals").dict());
  return order["stock_reference_ids"].ids();
}

RecordSet group_of(const RecordSet& line) {
  const RecordSet order = line["order_id"];
  RecordSet group = order["procurement_group_id"];
  if (group) {
    update_group(group, order);
    return group;
  }
  group = group.create(line.call("_prepare_procurement_group_vals").dict());
  order.write({{"procurement_group_id", group}});
  return group;
}

// --- the need

Value prepare_procurement_values(const RecordSet& line, const Arguments& arguments) {
  const RecordSet order = line.ensure_one()["order_id"];
  const orm::Moment deadline = order.moment("commitment_date").value_or(sale::expected_date(line));
  const std::chrono::duration<double, std::ratio<86400>> security(order["company_id"].number("security_lead"));
  const orm::Moment planned = deadline - std::chrono::round<std::chrono::seconds>(security);
  const Env& env = line.env();
  Dict values{{"sale_line_id", line},
              {"date_planned", orm::format_moment(planned)},
              {"date_deadline", orm::format_moment(deadline)},
              {"route_ids", Value(line[env.since(Series::v19) ? "route_ids" : "route_id"].ids())},
              {"warehouse_id", line["warehouse_id"]},
              {"partner_id", order["partner_shipping_id"]},
              {"product_description_variants", sale::variants_description(line)},
              {"company_id", order["company_id"]},
              {"sequence", line.integer("sequence")}};
  if (env.since(Series::v18)) {
    values.set("location_final_id", final_location(line));
    values.set("never_product_template_attribute_value_ids",
               Value(line["product_no_variant_attribute_value_ids"].ids()));
  }
  if (env.since(Series::v19))
    values.update({{"packaging_uom_id", sale::unit_of(line)}, {"reference_ids", arguments["group_id"]}});
  else
    values.update({{"group_id", arguments["group_id"]}, {"product_packaging_id", line["product_packaging_id"]}});
  return values;
}

std::string origin_of(const RecordSet& order) {
  if (order.env().series() != Series::v18) return order.text("name");
  const std::string reference = order.text("client_order_ref");
  return order.text("name") + (reference.empty() ? "" : " - " + reference);
}

stock::Procurement procurement_for(const RecordSet& line, double quantity) {
  const RecordSet product = line["product_id"];
  const RecordSet order = line["order_id"];
  const bool keeps_unit = base::config_parameter(line.env(), "stock.propagate_uom") == "1";
  const RecordSet unit = keeps_unit ? sale::unit_of(line) : product["uom_id"];
  const Value group = line.env().since(Series::v19) ? references_of(line) : Value(group_of(line));
  const Dict values = line.call("_prepare_procurement_values", {group}).dict();
  return {.product = product,
          .quantity = uom::compute_quantity(sale::unit_of(line), quantity, unit, {.method = half_up}),
          .unit = unit,
          .location = final_location(line),
          .name = product.display_name(),
          .origin = origin_of(order),
          .company = order["company_id"],
          .values = values};
}

bool is_moved(const RecordSet& line) {
  return line.text("state") == "sale" && !line["order_id"].flag("locked") && stock::is_goods(line["product_id"]);
}

// Confirms what transfers the order has, old ones with new moves included.
void confirm_pickings(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    const RecordSet open = order["picking_ids"].where("state", "not in", List{"cancel", "done"});
    if (open) open.call("action_confirm");
  }
}

// Asks the warehouse for what is ordered and not asked for yet. Less than before asks it to take back.
Value action_launch_stock_rule(const RecordSet& lines, const Arguments&) {
  if (lines.env().context("skip_procurement")) return true;
  const orm::Rounding precision = stock::quantity_digits(lines.env());
  std::vector<stock::Procurement> procurements;
  for (const RecordSet& any : lines) {
    const RecordSet line = any.with_company(any["company_id"]);
    if (!is_moved(line)) continue;
    const double ordered = line.number("product_uom_qty");
    const double asked = line.call("_get_qty_procurement").number();
    if (orm::float_compare(asked, ordered, precision) != 0)
      procurements.push_back(procurement_for(line, ordered - asked));
  }
  if (!procurements.empty()) stock::run_procurements(lines.env(), procurements);
  confirm_pickings(lines["order_id"]);
  return true;
}

// What has left the house cannot be taken off the order.
Value update_line_quantity(const RecordSet& lines, const Arguments& arguments, const Super& super) {
  const orm::Rounding precision = stock::quantity_digits(lines.env());
  const double wanted = arguments["values"].dict().get("product_uom_qty").number();
  for (const RecordSet& line : lines)
    if (stock::is_goods(line["product_id"]) && orm::float_compare(wanted, line.number("qty_delivered"), precision) < 0)
      throw orm::user_error("More than that is delivered already: take goods back by a return first.");
  return super();
}

}  // namespace

std::vector<orm::Method> procurement_methods() {
  return {
      {"_prepare_procurement_group_vals", "", prepare_procurement_group_vals, {.until = Series::v18}},
      {"_prepare_reference_vals", "", prepare_reference_vals, {.since = Series::v19}},
      {"_get_qty_procurement", "", get_qty_procurement},
      {"_prepare_procurement_values", "group_id=False", prepare_procurement_values},
      {"_action_launch_stock_rule", "previous_product_uom_qty=False", action_launch_stock_rule},
      {"_update_line_quantity", "", update_line_quantity},
  };
}

}  // namespace paridoo::addons::sale_stock
