// product.replenish: orders a product by hand, by the route that somebody chose.
#include <algorithm>
#include <chrono>
#include <string>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/warehouse.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

// --- the routes

// 17.0 leaves out what goes through the transit between warehouses, later series that between companies.
Domain allowed_routes(const RecordSet& wizard) {
  const Env& env = wizard.env();
  const RecordSet transit =
      env.ref(env.since(Series::v18) ? "stock.stock_location_inter_company" : "stock.stock_location_inter_wh");
  return term("product_selectable", "=", true) & term("rule_ids.location_src_id", "!=", transit) &
         term("rule_ids.location_dest_id", "!=", transit);
}

void compute_allowed_route_ids(const RecordSet& wizards) {
  wizards.set("allowed_route_ids", wizards.env()["stock.route"].search(allowed_routes(wizards)));
}

Value get_route_domain(const RecordSet& wizard, const Arguments& arguments) {
  const Env& env = wizard.env();
  const RecordSet product = env["product.template"].browse(arguments["product_tmpl_id"].integer());
  const RecordSet own = product["company_id"];
  Domain domain = allowed_routes(wizard) & term("company_id", "in", List{false, Value(own ? own : env.company())});
  if (env.since(Series::v18) && !env.since(Series::v19))
    domain = domain & term("id", "not in", env["stock.warehouse"].search({})["crossdock_route_id"].ids());
  if (product["route_ids"]) domain = domain & term("product_ids", "=", product);
  return orm::to_list(domain);
}

RecordSet first_route(const RecordSet& wizard, const RecordSet& product) {
  const Domain domain = orm::parse_domain(wizard.call("_get_route_domain", {product.id()}));
  if (const RecordSet found = wizard.env()["stock.route"].search(domain, {.limit = 1})) return found;
  const RecordSet company = wizard.env().company();
  return product["route_ids"]
      .filtered([&](const RecordSet& route) { return !route["company_id"] || route["company_id"] == company; })
      .first();
}

// --- what a new one starts with

struct Subject {
  RecordSet product;
  RecordSet product_template;
};

Subject subject_of(const Env& env) {
  if (const Value& product = env.context("default_product_id")) {
    const RecordSet chosen = env["product.product"].browse(product.integer());
    return {chosen, chosen["product_tmpl_id"]};
  }
  const Value& named = env.context("default_product_tmpl_id");
  const RecordSet product_template = env["product.template"].browse(named ? named.integer() : 0);
  return {product_template["product_variant_id"], product_template};
}

// Replaces what facts say of a new database by what holds in this one.
Value default_get(const RecordSet& model, const Arguments& arguments, const Super& super) {
  const Env& env = model.env();
  Dict values = super().dict();
  const List& names = arguments[env.since(Series::v19) ? "fields" : "fields_list"].list();
  const auto asked = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), Value(name)) != names.end();
  };
  const auto [product, product_template] = subject_of(env);
  if (asked("product_id") && product_template) {
    values.update({{"product_tmpl_id", product_template}, {"product_id", product}});
    if (!env.context("default_product_id") && product_template["product_variant_ids"].size() > 1)
      values.set("product_has_variants", true);
  }
  const RecordSet own = product_template["company_id"], company = own ? own : env.company();
  if (asked("product_uom_id")) values.set("product_uom_id", product_template["uom_id"]);
  if (asked("company_id")) values.set("company_id", company);
  if (asked("warehouse_id") && !env.context("default_warehouse_id")) values.set("warehouse_id", warehouse_of(company));
  if (asked("route_id") && !values.contains("route_id") && product_template)
    values.set("route_id", first_route(model, product_template));
  return values;
}

Value onchange_product_id(const RecordSet& wizard) {
  const double forecast = wizard.number("forecasted_quantity");
  if (!wizard.env().context("default_quantity")) wizard.set("quantity", forecast < 0 ? -forecast : 1);
  return {};
}

// --- what it shows

void compute_forecasted_quantity(const RecordSet& wizards) {
  const std::string key = wizards.env().since(Series::v18) ? "warehouse_id" : "warehouse";
  for (const RecordSet& wizard : wizards)
    wizard.set("forecasted_quantity",
               wizard["product_id"].with_context({{key, wizard["warehouse_id"].id()}}).number("virtual_available"));
}

Value get_date_planned(const RecordSet& wizard, const Arguments&) {
  return orm::format_moment(wizard.env().now() +
                            std::chrono::days(static_cast<int>(wizard["route_id"]["rule_ids"].sum("delay"))));
}

void compute_date_planned(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) wizard.set("date_planned", wizard.call("_get_date_planned"));
}

// --- ordering

Value prepare_run_values(const RecordSet& wizard, const Arguments&) {
  Dict values{{"warehouse_id", wizard["warehouse_id"]},
              {"route_ids", wizard["route_id"].ids()},
              {"date_planned", wizard.value("date_planned")}};
  if (wizard.env().since(Series::v19))
    values.set("force_uom", true);
  else
    values.set("group_id", wizard.env()["procurement.group"].create(Dict{}));
  return values;
}

// Until 18.0 in the unit of the product.
Procurement need_of(const RecordSet& wizard) {
  const RecordSet product = wizard["product_id"], asked = wizard["product_uom_id"], own = product["uom_id"];
  const bool converts = !wizard.env().since(Series::v19);
  if (converts)
    wizard.write({{"quantity", uom::compute_quantity(asked, wizard.number("quantity"), own,
                                                     {.method = orm::RoundingMethod::half_up})}});
  return {.product = product,
          .quantity = wizard.number("quantity"),
          .unit = converts ? own : asked,
          .location = wizard["warehouse_id"]["lot_stock_id"],
          .name = "Manual Replenishment",
          .origin = "Manual Replenishment",
          .company = wizard["warehouse_id"]["company_id"],
          .values = wizard.call("_prepare_run_values").dict()};
}

Value notification_link(const RecordSet& wizard, const Arguments& arguments) {
  const RecordSet move = wizard.env()["stock.move"].search(term("write_date", ">=", arguments["date"]), {.limit = 1});
  const RecordSet picking = move["picking_id"];
  if (!picking) return false;
  return Dict{{"label", picking.text("name")},
              {"url", "/odoo/action-stock.stock_picking_action_picking_type/" + std::to_string(picking.id())}};
}

Value launch_replenishment(const RecordSet& wizard, const Arguments&) {
  wizard.ensure_one();
  if (!wizard["route_id"] && !wizard.env().since(Series::v19))
    throw user_error("A route has to be chosen by which the product is replenished.");
  const std::string begun = wizard.env().now_text();
  run_procurements(wizard.env(), {need_of(wizard)});
  Dict close{{"type", "ir.actions.act_window_close"}, {"infos", Dict{{"done", true}}}};
  const Value link = wizard.call("_get_replenishment_order_notification_link", {begun});
  if (!link) return close;
  return Dict{{"type", "ir.actions.client"},
              {"tag", "display_notification"},
              {"params", Dict{{"title", "The following replenishment order have been generated"},
                              {"message", "%s"},
                              {"links", List{link}},
                              {"sticky", false},
                              {"next", std::move(close)}}}};
}

}  // namespace

Behaviour product_replenish() {
  return {.model = "product.replenish",
          .computes = {{{"allowed_route_ids"}, compute_allowed_route_ids},
                       {{"forecasted_quantity"}, compute_forecasted_quantity},
                       {{"date_planned"}, compute_date_planned},
                       {{"allowed_uom_ids"}, compute_allowed_uom_ids, {.since = Series::v19}}},
          .onchanges = {{{"product_id", "warehouse_id"}, onchange_product_id}},
          .methods = {orm::model_method("default_get", "fields_list", default_get, {.until = Series::v18}),
                      orm::model_method("default_get", "fields", default_get, {.since = Series::v19}),
                      {"_get_route_domain", "product_tmpl_id", get_route_domain},
                      {"_get_date_planned", "", get_date_planned},
                      {"_prepare_run_values", "", prepare_run_values},
                      {"_get_replenishment_order_notification_link", "date", notification_link},
                      {"launch_replenishment", "", launch_replenishment}}};
}

}  // namespace paridoo::addons::stock
