// stock.warehouse: goods come in because they were bought. The first step of each way in is the purchase, not a pull
// from the vendors.
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/addons/stock/warehouse.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Series;
using orm::Super;
using orm::Value;
using stock::Routing;

namespace {

std::vector<Routing> without_first(std::vector<Routing> steps) {
  steps.erase(steps.begin());
  return steps;
}

Value rules_dict(const RecordSet& warehouse, const Arguments&, const Super& super) {
  const orm::Env& env = warehouse.env();
  Dict rules = super().dict();
  const auto steps = [&](const char* key) { return stock::routings_in(env, rules.get(key)); };
  for (const char* key : {"one_step", "two_steps", "three_steps"})
    rules.set(key, stock::to_value(without_first(steps(key))));
  if (!env.since(Series::v18)) return rules;
  std::vector<Routing> across = steps("crossdock");
  Routing& first = across.front();
  first.from = first.from.none();
  first.action = "buy";
  rules.set("crossdock", stock::to_value(across));
  return rules;
}

Value routes_values(const RecordSet&, const Arguments&, const Super& super) {
  Dict routes = super().dict();
  Dict reception = routes.get("reception_route_id").dict();
  reception.set("depends", List{"reception_steps", "buy_to_resupply"});
  Dict made = reception.get("route_create_values").dict();
  made.set("sequence", 9);
  reception.set("route_create_values", std::move(made));
  reception.set("rules_values",
                Dict{{"active", true}, {"propagate_cancel", true}, {"procure_method", "make_to_order"}});
  routes.set("reception_route_id", std::move(reception));
  return routes;
}

RecordSet buy_route(const RecordSet& warehouse) {
  if (RecordSet route = warehouse["buy_pull_id"]["route_id"]) return route;
  return stock::global_route(warehouse, "purchase_stock.route_warehouse0_buy", "Buy");
}

bool is_for(const RecordSet& route, const RecordSet& warehouse) {
  return route["warehouse_ids"].contains(warehouse) || (route && route.flag("product_selectable"));
}

// Since 19.0 the route of the purchases says which warehouses it is for, also before the warehouse has a rule.
bool buys(const RecordSet& warehouse) {
  return warehouse.env().since(Series::v19) ? is_for(buy_route(warehouse), warehouse)
                                            : warehouse.flag("buy_to_resupply");
}

// What is bought arrives where receipts end; since 18.0 it is pushed on from there, and asked for in stock.
RecordSet bought_to(const RecordSet& warehouse) {
  return warehouse.env().since(Series::v18) ? warehouse["lot_stock_id"]
                                            : warehouse["in_type_id"]["default_location_dest_id"];
}

Value global_route_rules_values(const RecordSet& warehouse, const Arguments&, const Super& super) {
  const RecordSet place = bought_to(warehouse);
  const bool goes_on = warehouse.text("reception_steps") != "one_step";
  Dict made{{"action", "buy"},
            {"picking_type_id", warehouse["in_type_id"]},
            {"company_id", warehouse["company_id"]},
            {"route_id", stock::global_route(warehouse, "purchase_stock.route_warehouse0_buy", "Buy")},
            {"propagate_cancel", goes_on}};
  if (!warehouse.env().since(Series::v19)) made.set("group_propagation_option", "none");
  Dict rules = super().dict();
  rules.set("buy_pull_id",
            Dict{{"depends", List{"reception_steps", "buy_to_resupply"}},
                 {"create_values", std::move(made)},
                 {"update_values", Dict{{"active", buys(warehouse)},
                                        {"name", warehouse.text("code") + ": " + place.text("name") + " (Buy)"},
                                        {"location_dest_id", place},
                                        {"propagate_cancel", goes_on}}}});
  return rules;
}

void compute_buy_to_resupply(const RecordSet& warehouses) {
  for (const RecordSet& warehouse : warehouses)
    warehouse.set("buy_to_resupply", is_for(warehouse["buy_pull_id"]["route_id"], warehouse));
}

void set_buy_to_resupply(const RecordSet& warehouses) {
  for (const RecordSet& warehouse : warehouses) {
    const Value change =
        warehouse.flag("buy_to_resupply") ? orm::command::link(warehouse.id()) : orm::command::unlink(warehouse.id());
    buy_route(warehouse).write({{"warehouse_ids", List{change}}});
  }
}

// A new warehouse buys unless it is told otherwise.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const orm::CreateSuper& super) {
  if (model.env().since(Series::v19))
    for (Dict& one : values)
      if (!one.contains("buy_to_resupply")) one.set("buy_to_resupply", true);
  return super(std::move(values));
}

}  // namespace

orm::Behaviour stock_warehouse() {
  return {
      .model = "stock.warehouse",
      .computes = {{{"buy_to_resupply"}, compute_buy_to_resupply, {.since = Series::v19}}},
      .inverses = {{"buy_to_resupply", set_buy_to_resupply, {.since = Series::v19}}},
      .methods = {{"_get_rules_dict", "", rules_dict},
                  {"_get_routes_values", "", routes_values},
                  {"_generate_global_route_rules_values", "", global_route_rules_values}},
      .create = create,
  };
}

}  // namespace paridoo::addons::purchase_stock
