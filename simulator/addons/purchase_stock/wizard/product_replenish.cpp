// product.replenish: what is bought, and of whom.
#include <chrono>
#include <string>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Series;
using orm::Super;
using orm::term;
using orm::Value;

namespace {

RecordSet buy_route(const orm::Env& env) { return env.ref("purchase_stock.route_warehouse0_buy"); }

// 17.0 knows one route that buys.
bool buys(const RecordSet& wizard) {
  const RecordSet route = wizard["route_id"];
  if (!wizard.env().since(Series::v18)) return route && route == buy_route(wizard.env());
  return !route["rule_ids"].where("action", "=", "buy").empty();
}

void compute_show_vendor(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) wizard.set("show_vendor", buys(wizard));
}

Value onchange_route_id(const RecordSet& wizard) {
  if (!wizard.flag("show_vendor"))
    wizard.set("supplier_id", false);
  else if (!wizard["supplier_id"] && wizard["product_tmpl_id"]["seller_ids"])
    wizard.set("supplier_id", wizard["product_tmpl_id"]["seller_ids"].at(0));
  return {};
}

RecordSet orderpoint_for(const orm::Env& env, const RecordSet& product, const Value& warehouse) {
  const RecordSet variants = product | product["product_tmpl_id"]["product_variant_id"];
  return env["stock.warehouse.orderpoint"].search(
      term("product_id", "in", variants.ids()) & term("warehouse_id", "=", warehouse), {.limit = 1});
}

Value default_get(const RecordSet& model, const Arguments&, const Super& super) {
  Dict values = super().dict();
  if (!values.get("product_id")) return values;
  const RecordSet product = model.env()["product.product"].browse(values.get("product_id").integer());
  const RecordSet orderpoint = orderpoint_for(model.env(), product, values.get("warehouse_id"));
  const RecordSet sellers = product["product_tmpl_id"]["seller_ids"];
  if (model.env().since(Series::v18)) {
    if (const RecordSet route = orderpoint["route_id"]) values.set("route_id", route);
    if (const RecordSet supplier = orderpoint["supplier_id"]) values.set("supplier_id", supplier);
  } else {
    values.set("supplier_id", orderpoint ? orderpoint["supplier_id"] : sellers.first());
  }
  return values;
}

// The vendor's time comes on top, and the days that the company takes to buy.
Value get_date_planned(const RecordSet& wizard, const Arguments&, const Super& super) {
  const Value planned = super();
  const RecordSet supplier = wizard["supplier_id"], company = wizard.env().company();
  if (!buys(wizard) || !supplier) return planned;
  double days = supplier.number("delay") + company.number("days_to_purchase");
  const bool uses_lead =
      !wizard.env().since(Series::v19) && !base::config_parameter(wizard.env(), "purchase.use_po_lead").empty();
  if (uses_lead) days += company.number("po_lead");
  return orm::format_moment(*orm::parse_moment(planned.text()) + std::chrono::days(static_cast<int>(days)));
}

Value prepare_run_values(const RecordSet& wizard, const Arguments&, const Super& super) {
  Dict values = super().dict();
  const RecordSet supplier = wizard["supplier_id"];
  if (!supplier) return values;
  values.set("supplierinfo_id", supplier);
  if (!wizard.env().since(Series::v19))
    wizard.env()["procurement.group"]
        .browse(values.get("group_id").integer())
        .write({{"partner_id", supplier["partner_id"]}});
  return values;
}

Value get_route_domain(const RecordSet& wizard, const Arguments& arguments, const Super& super) {
  List domain = super().list();
  const RecordSet product = wizard.env()["product.template"].browse(arguments["product_tmpl_id"].integer());
  if (product["seller_ids"]) return domain;
  domain.insert(domain.begin(), "&");
  domain.push_back(List{"id", "!=", buy_route(wizard.env()).id()});
  return domain;
}

Value notification_link(const RecordSet& wizard, const Arguments& arguments, const Super& super) {
  const RecordSet line =
      wizard.env()["purchase.order.line"].search(term("write_date", ">=", arguments["date"]), {.limit = 1});
  if (!line) return super();
  const RecordSet order = line["order_id"];
  return Dict{{"label", order.display_name()},
              {"url", "/odoo/action-purchase.action_rfq_form/" + std::to_string(order.id())}};
}

}  // namespace

orm::Behaviour product_replenish() {
  return {.model = "product.replenish",
          .computes = {{{"show_vendor"}, compute_show_vendor}},
          .onchanges = {{{"route_id"}, onchange_route_id}},
          .methods = {orm::model_method("default_get", "fields_list", default_get, {.until = Series::v18}),
                      orm::model_method("default_get", "fields", default_get, {.since = Series::v19}),
                      {"_get_route_domain", "product_tmpl_id", get_route_domain},
                      {"_get_date_planned", "", get_date_planned},
                      {"_prepare_run_values", "", prepare_run_values},
                      {"_get_replenishment_order_notification_link", "date", notification_link}}};
}

}  // namespace paridoo::addons::purchase_stock
