// Warehouses that supply others: a route through transit for each pair.
#include <string>
#include <vector>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_warehouse.h"

namespace paridoo::addons::stock {
namespace {

RecordSet transit_between(const RecordSet& warehouse, const RecordSet& supplier) {
  const RecordSet company = warehouse["company_id"];
  return supplier["company_id"] == company ? company["internal_transit_location_id"]
                                           : inter_company_location(warehouse.env());
}

Dict route_values(const RecordSet& warehouse, const RecordSet& supplier) {
  return {{"name", warehouse.text("name") + ": Supply Product from " + supplier.text("name")},
          {"warehouse_selectable", true},
          {"product_selectable", true},
          {"product_categ_selectable", true},
          {"supplied_wh_id", warehouse},
          {"supplier_wh_id", supplier},
          {"company_id", warehouse["company_id"] & supplier["company_id"]}};
}

// The first part of a supply takes from stock, the others wait for it.
std::vector<Dict> pull_rules(const RecordSet& warehouse, const Routing& step, Dict values) {
  values.set("active", true);
  std::vector<Dict> rules = rule_values(warehouse, {step}, values);
  for (Dict& rule : rules) {
    const bool from_stock = rule.get("location_src_id") == Value(warehouse["lot_stock_id"]);
    rule.set("procure_method", from_stock ? "make_to_stock" : "make_to_order");
  }
  return rules;
}

Dict make_to_order_values(const RecordSet& warehouse) {
  return warehouse.call("_generate_global_route_rules_values")
      .dict()
      .get("mto_pull_id")
      .dict()
      .get("create_values")
      .dict();
}

void add(std::vector<Dict>& all, std::vector<Dict> more) {
  for (Dict& values : more) all.push_back(std::move(values));
}

void create_resupply_route(const RecordSet& warehouse, const RecordSet& supplier, const RecordSet& transit) {
  const Env& env = warehouse.env();
  const RecordSet rules = env["stock.rule"];
  const bool ships_at_once = supplier.text("delivery_steps") == "ship_only";
  const RecordSet output = output_location(supplier, supplier.text("delivery_steps"));
  const Routing send{output, transit, supplier["out_type_id"], "pull"};
  if (ships_at_once) rules.create(rule_values(supplier, {send}, make_to_order_values(supplier), "MTO").front());
  const RecordSet route = env["stock.route"].create(route_values(warehouse, supplier));
  const bool since_18 = env.since(Series::v18);
  Dict sending{{"route_id", route}};
  if (since_18) sending.set("location_dest_from_rule", true);
  std::vector<Dict> all = pull_rules(supplier, send, sending);
  if (!ships_at_once && since_18)
    add(all, pull_rules(supplier, {supplier["lot_stock_id"], output, supplier["pick_type_id"], "pull"},
                        {{"route_id", route}}));
  const RecordSet arrival =
      since_18 ? warehouse["lot_stock_id"] : input_location(warehouse, warehouse.text("reception_steps"));
  Dict receiving{{"route_id", route}};
  if (!env.since(Series::v19)) receiving.set("propagate_warehouse_id", supplier);
  add(all, pull_rules(warehouse, {transit, arrival, warehouse["in_type_id"], "pull"}, receiving));
  for (Dict& values : all) rules.create(std::move(values));
}

}  // namespace

void create_resupply_routes(const RecordSet& warehouse, const RecordSet& suppliers) {
  for (const RecordSet& supplier : suppliers) {
    const RecordSet transit = transit_between(warehouse, supplier);
    if (!transit) continue;
    transit.write({{"active", true}});
    create_resupply_route(warehouse, supplier, transit);
  }
}

void change_suppliers(const RecordSet& warehouse, const RecordSet& before) {
  const RecordSet now = warehouse["resupply_wh_ids"], routes = warehouse.env()["stock.route"];
  const auto from = [&](const RecordSet& suppliers, bool active) {
    return routes.search(term("supplied_wh_id", "=", warehouse) & term("supplier_wh_id", "in", suppliers.ids()) &
                         term("active", "=", active));
  };
  if (const RecordSet added = now - before) {
    const RecordSet archived = from(added, false);
    archived.call("toggle_active");
    create_resupply_routes(warehouse, added - archived["supplier_wh_id"]);
  }
  if (const RecordSet removed = before - now) from(removed, true).call("toggle_active");
}

namespace {

// The warehouse supplies from its output now, and has to bring the goods there first.
void supply_from_output(const RecordSet& warehouse, const RecordSet& routes, const RecordSet& output) {
  const RecordSet rules = warehouse.env()["stock.rule"];
  const RecordSet archived = rules.with_context({{"active_test", false}})
                                 .search(term("route_id", "in", routes.ids()) & term("action", "!=", "push") &
                                         term("location_dest_id", "=", warehouse["wh_output_stock_loc_id"]) &
                                         term("picking_type_id", "=", warehouse["pick_type_id"]));
  archived.write({{"active", true}});
  for (const RecordSet& route : routes - archived["route_id"].in(routes.env()))
    for (Dict& values : pull_rules(warehouse, {warehouse["lot_stock_id"], output, warehouse["pick_type_id"], "pull"},
                                   {{"route_id", route}}))
      rules.create(std::move(values));
  rules
      .search(term("route_id", "=", make_to_order_values(warehouse).get("route_id")) &
              term("location_dest_id.usage", "=", "transit") & term("action", "!=", "push") &
              term("location_src_id", "=", warehouse["lot_stock_id"]))
      .write({{"active", false}});
}

void supply_from_stock(const RecordSet& warehouse, const RecordSet& routes, const RecordSet& transit_rules) {
  const RecordSet rules = warehouse.env()["stock.rule"];
  rules
      .search(term("route_id", "in", routes.ids()) & term("action", "!=", "push") &
              term("location_dest_id", "=", warehouse["wh_output_stock_loc_id"]) &
              term("picking_type_id", "=", warehouse["pick_type_id"]))
      .write({{"active", false}});
  std::vector<Routing> steps;
  for (const RecordSet& location : transit_rules["location_dest_id"])
    steps.push_back({warehouse["lot_stock_id"], location, warehouse["out_type_id"], "pull"});
  for (Dict& values : rule_values(warehouse, steps, make_to_order_values(warehouse), "MTO"))
    rules.create(std::move(values));
}

}  // namespace

void change_delivery_of_resupply(const RecordSet& warehouse, const std::string& delivery_steps) {
  const std::string before = warehouse.text("delivery_steps");
  if (before == delivery_steps || (before != "ship_only" && delivery_steps != "ship_only")) return;
  const bool to_several = before == "ship_only";
  const RecordSet output = output_location(warehouse, delivery_steps);
  const RecordSet routes = warehouse.env()["stock.route"].search(term("supplier_wh_id", "=", warehouse));
  const RecordSet rules =
      warehouse.env()["stock.rule"].search(term("route_id", "in", routes.ids()) & term("action", "!=", "push") &
                                           term("location_dest_id.usage", "=", "transit"));
  rules.write({{"location_src_id", output}, {"procure_method", to_several ? "make_to_order" : "make_to_stock"}});
  if (to_several)
    supply_from_output(warehouse, routes, output);
  else
    supply_from_stock(warehouse, routes, rules);
}

}  // namespace paridoo::addons::stock
