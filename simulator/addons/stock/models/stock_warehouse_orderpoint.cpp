// stock.warehouse.orderpoint: reordering rules.
#include "simulator/addons/stock/models/stock_warehouse_orderpoint.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "simulator/addons/base/sequence.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock/warehouse.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
RecordSet unit_of(const RecordSet& orderpoint) { return orderpoint["product_id"]["uom_id"]; }

namespace {

bool is_complete(const RecordSet& orderpoint) { return orderpoint["product_id"] && orderpoint["location_id"]; }

// --- where

void compute_warehouse_id(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    RecordSet warehouse = orderpoint["location_id"]["warehouse_id"];
    if (!warehouse && orderpoint["company_id"]) warehouse = warehouse_of(orderpoint["company_id"]);
    if (!warehouse) throw no_warehouse(orderpoints.env());
    orderpoint.set("warehouse_id", warehouse);
  }
}

void compute_location_id(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    RecordSet warehouse = orderpoint["warehouse_id"];
    if (!warehouse) warehouse = warehouse_of(orderpoint["company_id"]);
    orderpoint.set("location_id", warehouse["lot_stock_id"]);
  }
}

// Its own warehouse's places, and those of none.
void compute_allowed_location_ids(const RecordSet& orderpoints) {
  const Env& env = orderpoints.env();
  for (const RecordSet& orderpoint : orderpoints) {
    Domain domain = term("usage", "in", List{"internal", "view"});
    const RecordSet others = env["stock.warehouse"].search(term("id", "!=", orderpoint["warehouse_id"]));
    for (const RecordSet& view : others["view_location_id"]) domain = domain & !term("id", "child_of", view);
    if (others) domain = domain & (term("company_id", "=", false) | term("company_id", "=", orderpoint["company_id"]));
    orderpoint.set("allowed_location_ids", env["stock.location"].search(domain));
  }
}

// --- how long it takes

void compute_rule_ids(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    RecordSet rules = orderpoints.env()["stock.rule"];
    if (is_complete(orderpoint))
      rules = rules_from_location(orderpoint["product_id"], orderpoint["location_id"], orderpoint["route_id"]);
    orderpoint.set("rule_ids", rules);
  }
}

}  // namespace

std::string_view arrival_field(const Env& env) {
  return env.since(Series::v19) ? "lead_horizon_date" : "lead_days_date";
}

double multiple_of(const RecordSet& orderpoint) { return orderpoint.number("qty_multiple"); }

namespace {

double days_seen(const RecordSet& orderpoint) {
  return orderpoint.env().since(Series::v19) ? 0 : orderpoint.number("visibility_days");
}

Dict lead_days_of(const RecordSet& orderpoint) {
  return lead_days(orderpoint["rule_ids"], orderpoint["product_id"], orderpoint.call("_get_lead_days_values").dict());
}

void compute_lead_days_date(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    if (!is_complete(orderpoint)) {
      orderpoint.set(arrival_field(orderpoints.env()), false);
      continue;
    }
    const Dict days = lead_days_of(orderpoint);
    const double horizon = orderpoints.env().since(Series::v19) ? days.get("horizon_time").number() : 0;
    const std::chrono::days total(static_cast<int>(days.get("total_delay").number() + horizon));
    orderpoint.set(arrival_field(orderpoints.env()), orm::format_day(orderpoints.env().today() + total));
  }
}

// Since 19.0: without the horizon.
void compute_lead_days(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    orderpoint.set("lead_days", is_complete(orderpoint) ? lead_days_of(orderpoint).get("total_delay").number() : 0.0);
  }
}

// --- the route, since 19.0: its own, or the first of the product's that leads there

Value get_default_route(const RecordSet& orderpoint, const Arguments&) {
  const RecordSet product = orderpoint["product_id"], location = orderpoint["location_id"];
  const RecordSet routes = product["route_ids"] | product["categ_id"]["route_ids"];
  const Domain leading =
      (term("route_id.product_selectable", "=", true) | term("route_id.product_categ_selectable", "=", true)) &
      term("location_dest_id", "=", location) & term("action", "in", List{"pull_push", "pull"}) &
      term("route_id.active", "=", true) & term("route_id", "in", routes.ids());
  return orderpoint.env()["stock.rule"].search(leading, {.limit = 1})["route_id"];
}

void compute_effective_route_id(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const RecordSet own = orderpoint["route_id"];
    orderpoint.set("effective_route_id", own ? Value(own) : orderpoint.call("_get_default_route"));
  }
}

Value no_other_multiple(const RecordSet&, const Arguments&) { return false; }

Value get_lead_days_values(const RecordSet& orderpoint, const Arguments&) {
  return Dict{{"days_to_order", orderpoint.number("days_to_order")}};
}

void compute_days_to_order(const RecordSet& orderpoints) { orderpoints.set("days_to_order", 0); }
void compute_visibility_days(const RecordSet& orderpoints) { orderpoints.set("visibility_days", 0); }
void inverse_visibility_days(const RecordSet&) {}

// --- how much

void compute_product_min_qty(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const double least = orderpoint.number("product_min_qty"), most = orderpoint.number("product_max_qty");
    orderpoint.set("product_min_qty", most < least || least == 0 ? most : least);
  }
}

void compute_product_max_qty(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const double least = orderpoint.number("product_min_qty"), most = orderpoint.number("product_max_qty");
    orderpoint.set("product_max_qty", most < least || most == 0 ? least : most);
  }
}

// The product as it will be when what is ordered now has come.
RecordSet product_at_arrival(const RecordSet& orderpoint, int days_more = 0) {
  const Day day =
      orderpoint.day(arrival_field(orderpoint.env())).value_or(orderpoint.env().today()) + std::chrono::days(days_more);
  return orderpoint["product_id"].with_context(
      {{"location", orderpoint["location_id"].id()}, {"to_date", orm::format_day(day) + " 23:59:59"}});
}

// Asked for, but not on its way yet: by orderpoint.
Value quantity_in_progress(const RecordSet& orderpoints, const Arguments&) {
  Dict quantities;
  for (const Id id : orderpoints.ids()) quantities.set(std::to_string(id), 0.0);
  return quantities;
}

double in_progress(const RecordSet& orderpoint) {
  return orderpoint.call("_quantity_in_progress").dict().get(std::to_string(orderpoint.id())).number();
}

void compute_qty(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const RecordSet product = product_at_arrival(orderpoint);
    const bool complete = is_complete(orderpoint);
    orderpoint.set("qty_on_hand", complete ? product.number("qty_available") : 0);
    orderpoint.set("qty_forecast", complete ? product.number("virtual_available") + in_progress(orderpoint) : 0);
  }
}

}  // namespace

double in_whole_units(const RecordSet& orderpoint, double quantity) {
  const RecordSet unit = unit_of(orderpoint), own = orderpoint["replenishment_uom_id"];
  Value multiple = own;
  if (!own) multiple = orderpoint.call("_get_replenishment_multiple_alternative", {quantity});
  if (!multiple || multiple == Value(unit)) return quantity;
  const RecordSet whole = unit.browse(multiple.integer());
  const double told = uom::compute_quantity(unit, quantity, whole);
  return uom::compute_quantity(whole, orm::float_round(told, orm::digits(0), orm::RoundingMethod::up), unit);
}

namespace {

// In whole multiples: a part of one more where there is no maximum, else one less. In 17.0 always more.
double in_multiples(const RecordSet& orderpoint, double quantity) {
  if (orderpoint.env().since(Series::v19)) return in_whole_units(orderpoint, quantity);
  const RecordSet unit = unit_of(orderpoint);
  const double multiple = multiple_of(orderpoint);
  if (multiple <= 0) return quantity;
  const double rest = quantity - std::floor(quantity / multiple) * multiple;
  if (compare(rest, 0, unit) <= 0 || compare(multiple - rest, 0, unit) <= 0) return quantity;
  const bool adds = !orderpoint.env().since(Series::v18) || is_zero(orderpoint.number("product_max_qty"), unit);
  return adds ? quantity + multiple - rest : quantity - rest;
}

}  // namespace

double quantity_needed(const RecordSet& orderpoint) {
  const double least = orderpoint.number("product_min_qty"), most = orderpoint.number("product_max_qty");
  if (!is_complete(orderpoint) || compare(orderpoint.number("qty_forecast"), least, unit_of(orderpoint)) >= 0) return 0;
  const RecordSet product = product_at_arrival(orderpoint, static_cast<int>(days_seen(orderpoint)));
  const double forecast = product.number("virtual_available") + in_progress(orderpoint);
  return in_multiples(orderpoint, std::max(least, most) - forecast);
}

namespace {

void compute_qty_to_order_computed(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) orderpoint.set("qty_to_order_computed", quantity_needed(orderpoint));
}

void compute_qty_to_order(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    if (!orderpoints.env().since(Series::v18)) {
      orderpoint.set("qty_to_order", quantity_needed(orderpoint));
      continue;
    }
    const double manual = orderpoint.number("qty_to_order_manual");
    orderpoint.set("qty_to_order", manual != 0 ? manual : orderpoint.number("qty_to_order_computed"));
  }
}

void inverse_qty_to_order(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const double wanted = orderpoint.number("qty_to_order");
    if (orderpoint.text("trigger") == "auto")
      orderpoint.write({{"qty_to_order_manual", 0}});
    else if (wanted != orderpoint.number("qty_to_order_computed"))
      orderpoint.write({{"qty_to_order_manual", wanted}});
  }
}

Domain search_qty_to_order(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const std::string compared(comparison);
  const RecordSet automatic = model.search(term("qty_to_order_manual", "in", List{0, false}));
  Domain manual = term("qty_to_order_manual", compared, operand);
  if (model.env().since(Series::v19)) manual = manual & term("qty_to_order_manual", "not in", List{0, false});
  return manual | term("id", "in", automatic.where("qty_to_order_computed", compared, operand).ids());
}

void compute_unwanted_replenish(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints) {
    const double to_order = orderpoint.number("qty_to_order"), most = orderpoint.number("product_max_qty");
    const RecordSet product = orderpoint["product_id"], unit = unit_of(orderpoint);
    bool unwanted = false;
    if (product && !is_zero(to_order, unit) && compare(most, 0, unit) >= 0) {
      const RecordSet here = product.with_context({{"location", orderpoint["location_id"].id()}});
      unwanted = compare(here.number("virtual_available") + to_order, most, unit) > 0;
    }
    orderpoint.set("unwanted_replenish", unwanted);
  }
}

// --- constraints, create, write

void check_min_max(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints)
    if (orderpoint.number("product_min_qty") > orderpoint.number("product_max_qty"))
      throw validation_error("The minimum quantity cannot be above the maximum.");
}

void check_multiple(const RecordSet& orderpoints) {
  for (const RecordSet& orderpoint : orderpoints)
    if (multiple_of(orderpoint) < 0) throw validation_error("The multiple quantity cannot be negative.");
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& orderpoint : values) {
    const bool is_automatic = !orderpoint.contains("trigger") || orderpoint.get("trigger") == Value("auto");
    if (orderpoint.get("snoozed_until") && is_automatic)
      throw user_error("Only a manual reordering rule can be snoozed.");
  }
  return super(std::move(values));
}

void write(const RecordSet& orderpoints, Dict values, const WriteSuper& super) {
  if (const Value* company = values.find("company_id"))
    for (const RecordSet& orderpoint : orderpoints)
      if (!(Value(orderpoint["company_id"]) == *company))
        throw user_error("The company of a reordering rule cannot be changed; archive it and make a new one.");
  if (values.contains("snoozed_until") && orderpoints.where("trigger", "=", "auto"))
    throw user_error("Only a manual reordering rule can be snoozed; archive an automatic one instead.");
  super(orderpoints, std::move(values));
}

// A bound that is not given is 0, and does not follow the other one.
Value default_bound(const RecordSet&) { return 0; }

Value default_name(const RecordSet& model) { return base::next_by_code(model.env(), "stock.orderpoint"); }

// The rules that the system made, and of which nothing is to be ordered any more.
Value unlink_processed_orderpoints(const RecordSet& model, const Arguments&) {
  constexpr orm::Id superuser = 1;
  const RecordSet made = model.with_context({{"active_test", false}})
                             .search(term("create_uid", "=", superuser) & term("trigger", "=", "manual"));
  const RecordSet processed =
      made.filtered([](const RecordSet& orderpoint) { return orderpoint.number("qty_to_order") <= 0; });
  processed.unlink();
  return Value(processed.ids());
}

}  // namespace

Behaviour stock_warehouse_orderpoint() {
  const orm::In since_19{.since = Series::v19};
  return {
      .model = "stock.warehouse.orderpoint",
      .defaults = {{"name", default_name}, {"product_min_qty", default_bound}, {"product_max_qty", default_bound}},
      .computes = {{{"warehouse_id"}, compute_warehouse_id},
                   {{"location_id"}, compute_location_id},
                   {{"allowed_location_ids"}, compute_allowed_location_ids},
                   {{"rule_ids"}, compute_rule_ids},
                   {{"lead_days_date"}, compute_lead_days_date, {.until = Series::v18}},
                   {{"lead_horizon_date"}, compute_lead_days_date, since_19},
                   {{"lead_days"}, compute_lead_days, since_19},
                   {{"effective_route_id"}, compute_effective_route_id, since_19},
                   {{"days_to_order"}, compute_days_to_order},
                   {{"visibility_days"}, compute_visibility_days, {.until = Series::v18}},
                   {{"product_min_qty"}, compute_product_min_qty},
                   {{"product_max_qty"}, compute_product_max_qty},
                   {{"qty_on_hand", "qty_forecast"}, compute_qty},
                   {{"qty_to_order_computed"}, compute_qty_to_order_computed, {.since = Series::v18}},
                   {{"qty_to_order"}, compute_qty_to_order},
                   {{"unwanted_replenish"}, compute_unwanted_replenish},
                   {{"deadline_date"}, compute_deadline_date, since_19},
                   {{"allowed_replenishment_uom_ids"}, compute_allowed_replenishment_uoms, since_19},
                   {{"replenishment_uom_id_placeholder"}, compute_replenishment_uom_placeholder, since_19},
                   {{"route_id_placeholder"}, compute_route_placeholder, since_19},
                   {{"show_supply_warning"}, compute_show_supply_warning, since_19}},
      .inverses = {{"qty_to_order", inverse_qty_to_order, {.since = Series::v18}},
                   {"visibility_days", inverse_visibility_days, {.until = Series::v18}}},
      .searches = {{"qty_to_order", search_qty_to_order, {.since = Series::v18}},
                   {"effective_route_id", search_effective_route, since_19}},
      .constraints = {{check_min_max, {"product_min_qty", "product_max_qty"}},
                      {check_multiple, {"qty_multiple"}, {.until = Series::v18}}},
      .unique = {{{"product_id", "location_id", "company_id"}, "The product is reordered at this location already."}},
      .methods = {{"_get_lead_days_values", "", get_lead_days_values},
                  {"_quantity_in_progress", "", quantity_in_progress},
                  {"_prepare_procurement_values", "date=False, group=False", orderpoint_procurement_values},
                  {"_procure_orderpoint_confirm", "company_id=None, raise_user_error=True", procure_orderpoint_confirm},
                  {"_get_replenishment_order_notification", "", replenishment_notification},
                  {"action_replenish", "force_to_max=False", action_replenish},
                  {"action_replenish_auto", "", action_replenish_auto},
                  model_method("_unlink_processed_orderpoints", "", unlink_processed_orderpoints),
                  {"_get_default_route", "", get_default_route, since_19},
                  {"_get_replenishment_multiple_alternative", "qty_to_order", no_other_multiple, since_19},
                  {"action_remove_manual_qty_to_order", "", action_remove_manual_qty_to_order, {.since = Series::v18}}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::stock
