// stock.warehouse.orderpoint: rules that buy.
#include <algorithm>
#include <string>

#include "simulator/addons/product/product.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::Domain;
using orm::Id;
using orm::List;
using orm::RecordSet;
using orm::Series;
using orm::Super;
using orm::term;
using orm::Value;

namespace {

bool buys(const RecordSet& orderpoint) { return !orderpoint["rule_ids"].where("action", "=", "buy").empty(); }

RecordSet buy_routes(const orm::Env& env) { return env["stock.rule"].search(term("action", "=", "buy"))["route_id"]; }

// --- what is asked for in drafts

Domain drafts_for(const RecordSet& products, const RecordSet& locations) {
  const Domain draft =
      term("state", "in", List{"draft", "sent", "to approve"}) & term("product_id", "in", products.ids());
  Domain arriving = term("order_id.picking_type_id.default_location_dest_id", "in", locations.ids()) |
                    (term("move_dest_ids", "=", false) & term("orderpoint_id.location_id", "in", locations.ids()));
  if (products.env().since(Series::v18))
    arriving = arriving | (term("move_ids", "=", false) & term("location_final_id", "child_of", locations.ids()));
  return draft & arriving;
}

RecordSet arrival_of(const RecordSet& line) {
  if (const RecordSet orderpoint = line["orderpoint_id"]) return orderpoint["location_id"];
  if (line.env().since(Series::v18))
    if (const RecordSet final = line["location_final_id"]) return final;
  return line["order_id"]["picking_type_id"]["default_location_dest_id"];
}

Value quantity_in_progress(const RecordSet& orderpoints, const Arguments&, const Super& super) {
  Dict quantities = super().dict();
  const RecordSet lines = orderpoints.env().sudo()["purchase.order.line"].search(
      drafts_for(orderpoints["product_id"], orderpoints["location_id"]));
  for (const RecordSet& orderpoint : orderpoints) {
    double sum = quantities.get(std::to_string(orderpoint.id())).number();
    for (const RecordSet& line : lines)
      if (line["product_id"] == orderpoint["product_id"] && arrival_of(line) == orderpoint["location_id"])
        sum += uom::compute_quantity(purchase::unit_of(line), line.number("product_qty"),
                                     orderpoint["product_id"]["uom_id"], {.round = false});
    quantities.set(std::to_string(orderpoint.id()), sum);
  }
  return quantities;
}

// --- who sells

Value prepare_procurement_values(const RecordSet& orderpoint, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("supplierinfo_id", orderpoint["supplier_id"]);
  return values;
}

Value get_lead_days_values(const RecordSet& orderpoint, const Arguments&, const Super& super) {
  Dict values = super().dict();
  if (const RecordSet supplier = orderpoint["supplier_id"]) values.set("supplierinfo", supplier);
  return values;
}

void compute_show_supplier(const RecordSet& orderpoints) {
  const RecordSet routes = buy_routes(orderpoints.env());
  const std::string_view field = orderpoints.env().since(Series::v19) ? "effective_route_id" : "route_id";
  for (const RecordSet& orderpoint : orderpoints) {
    const RecordSet route = orderpoint[field];
    orderpoint.set("show_supplier", route && routes.contains(route));
  }
}

void compute_product_supplier_id(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const RecordSet sellers = orderpoint["product_tmpl_id"]["seller_ids"];
    const auto by_sequence = [](const RecordSet& seller) { return seller.integer("sequence"); };
    orderpoint.set("product_supplier_id", sellers.sorted(by_sequence).first()["partner_id"]);
  }
}

Value get_default_route(const RecordSet& orderpoint, const Arguments&, const Super& super) {
  const RecordSet routes = orderpoint["rule_ids"]["route_id"] & buy_routes(orderpoint.env());
  if (orderpoint["product_id"]["seller_ids"] && routes) return routes.first();
  return super();
}

// Since 19.0: who would be bought from.
RecordSet default_supplier(const RecordSet& orderpoint) {
  const RecordSet product = orderpoint["product_id"];
  if (!orderpoint.flag("show_supplier") || !product) return orderpoint.env()["product.supplierinfo"];
  return product::select_seller(
      product.with_company(orderpoint["company_id"]),
      {.quantity = orderpoint.number("qty_to_order"), .day = orderpoint.env().today(), .uom = product["uom_id"]});
}

void compute_supplier_placeholder(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const RecordSet supplier = default_supplier(orderpoint);
    orderpoint.set("supplier_id_placeholder", supplier ? supplier.display_name() : std::string());
  }
}

void compute_effective_vendor(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const RecordSet chosen = orderpoint["supplier_id"];
    orderpoint.set("effective_vendor_id", (chosen ? chosen : default_supplier(orderpoint))["partner_id"]);
  }
}

// Those with one of these vendors among `vendors_of`.
template <class VendorsOf>
Domain having_vendor(const RecordSet& model, std::string_view comparison, const Value& operand, VendorsOf vendors_of) {
  const RecordSet wanted = model.env()["res.partner"].search(term("id", std::string(comparison), operand));
  const RecordSet all = model.search(Domain::everything());
  return term("id", "in",
              all.filtered([&](const RecordSet& one) { return !(vendors_of(one) & wanted).empty(); }).ids());
}

Domain search_effective_vendor(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return having_vendor(model, comparison, operand, [](const RecordSet& one) { return one["effective_vendor_id"]; });
}

Domain search_available_vendor(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return having_vendor(model, comparison, operand,
                       [](const RecordSet& one) { return one["product_id"]["seller_ids"]["partner_id"]; });
}

// --- how much, and when

void compute_visibility_days(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints)
    orderpoint.set("visibility_days", buys(orderpoint) ? orderpoint.number("purchase_visibility_days") : 0);
}

void inverse_visibility_days(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints)
    if (buys(orderpoint)) orderpoint.write({{"purchase_visibility_days", orderpoint.number("visibility_days")}});
}

void compute_days_to_order(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints)
    orderpoint.set("days_to_order", buys(orderpoint) ? orderpoint["company_id"].number("days_to_purchase") : 0);
}

// Since 19.0 in units of the vendor.
Value get_replenishment_multiple(const RecordSet& orderpoint, const Arguments& arguments, const Super& super) {
  const RecordSet product = orderpoint["product_id"], own = orderpoint["effective_route_id"];
  const RecordSet routes = own ? own : product["route_ids"];
  if (!product || routes["rule_ids"].where("action", "=", "buy").empty()) return super();
  if (const RecordSet supplier = orderpoint["supplier_id"]) return supplier["product_uom_id"];
  const orm::Env& env = orderpoint.env();
  const auto arrival = orderpoint.day("lead_horizon_date").value_or(env.today()) -
                       std::chrono::days(static_cast<int>(stock::horizon_days(env)));
  const stock::ProcurementDates dates = stock::procurement_dates(product, orm::Moment(arrival) + std::chrono::hours(12),
                                                                 orderpoint["location_id"], orderpoint["route_id"]);
  const RecordSet seller =
      product::select_seller(product.with_company(orderpoint["company_id"]),
                             {.quantity = arguments["qty_to_order"].number(),
                              .day = std::max(std::chrono::floor<std::chrono::days>(dates.order), env.today()),
                              .uom = product["uom_id"]});
  return seller["product_uom_id"];
}

// --- what was made

Value link_to(const RecordSet& order) {
  const std::string id = std::to_string(order.id());
  const std::string url = order.env().since(Series::v18) ? "/odoo/action-purchase.action_rfq_form/" + id
                                                         : "#id=" + id + "&model=purchase.order";
  return Dict{{"label", order.display_name()}, {"url", url}};
}

Value replenishment_notification(const RecordSet& orderpoint, const Arguments&, const Super& super) {
  Domain made = term("orderpoint_id", "in", orderpoint.ids());
  if (const Value& since = orderpoint.env().context("written_after")) made = made & term("write_date", ">=", since);
  const RecordSet order = orderpoint.env()["purchase.order.line"].search(made, {.limit = 1})["order_id"];
  if (!order) return super();
  return Dict{{"type", "ir.actions.client"},
              {"tag", "display_notification"},
              {"params", Dict{{"title", "The following replenishment order has been generated"},
                              {"message", "%s"},
                              {"links", List{link_to(order)}},
                              {"sticky", false},
                              {"next", Dict{{"type", "ir.actions.act_window_close"}}}}}};
}

}  // namespace

orm::Behaviour stock_warehouse_orderpoint() {
  const orm::In since_19{.since = Series::v19}, until_18{.until = Series::v18};
  return {
      .model = "stock.warehouse.orderpoint",
      .computes = {{{"visibility_days"}, compute_visibility_days, until_18},
                   {{"days_to_order"}, compute_days_to_order},
                   {{"show_supplier"}, compute_show_supplier},
                   {{"supplier_id_placeholder"}, compute_supplier_placeholder, since_19},
                   {{"effective_vendor_id"}, compute_effective_vendor, since_19},
                   {{"product_supplier_id"},
                    compute_product_supplier_id,
                    {.since = Series::v18, .until = Series::v18}}},
      .inverses = {{"visibility_days", inverse_visibility_days, until_18}},
      .searches = {{"effective_vendor_id", search_effective_vendor, since_19},
                   {"available_vendor", search_available_vendor, since_19}},
      .methods = {{"_quantity_in_progress", "", quantity_in_progress},
                  {"_prepare_procurement_values", "", prepare_procurement_values},
                  {"_get_lead_days_values", "", get_lead_days_values},
                  {"_get_default_route", "", get_default_route, since_19},
                  {"_get_replenishment_multiple_alternative", "", get_replenishment_multiple, since_19},
                  {"_get_replenishment_order_notification", "", replenishment_notification}},
  };
}

}  // namespace paridoo::addons::purchase_stock
