// The routes of a warehouse: which steps goods take in and out, and the rules that make them.
#include <algorithm>
#include <string>
#include <vector>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models/stock_warehouse.h"

namespace paridoo::addons::stock {

Value to_value(const std::vector<Routing>& steps) {
  List list;
  for (const Routing& step : steps)
    list.push_back(List{step.from.id(), step.to.id(), step.picking_type.id(), step.action});
  return list;
}

std::vector<Routing> routings_in(const Env& env, const Value& value) {
  std::vector<Routing> steps;
  for (const Value& step : value.list()) {
    const List& row = step.list();
    steps.push_back({env["stock.location"].browse(row.at(0).integer()),
                     env["stock.location"].browse(row.at(1).integer()),
                     env["stock.picking.type"].browse(row.at(2).integer()), row.at(3).text()});
  }
  return steps;
}

namespace {

// 17.0 leads step by step: pulled from the end when goods go out, and in both directions when they come in.
Value rules_until_17(const RecordSet& warehouse) {
  const Env& env = warehouse.env();
  const RecordSet customers = customer_location(env), vendors = supplier_location(env);
  const RecordSet stock = warehouse["lot_stock_id"], input = warehouse["wh_input_stock_loc_id"],
                  checked = warehouse["wh_qc_stock_loc_id"], output = warehouse["wh_output_stock_loc_id"],
                  packed = warehouse["wh_pack_stock_loc_id"];
  const RecordSet in = warehouse["in_type_id"], out = warehouse["out_type_id"], internal = warehouse["int_type_id"];
  const Routing ship{output, customers, out, "pull"};
  return Dict{{"one_step", to_value({{vendors, stock, in, "pull"}})},
              {"two_steps", to_value({{vendors, input, in, "pull"}, {input, stock, internal, "pull_push"}})},
              {"three_steps", to_value({{vendors, input, in, "pull"},
                                        {input, checked, internal, "pull_push"},
                                        {checked, stock, internal, "pull_push"}})},
              {"crossdock", to_value({{input, output, internal, "pull"}, ship})},
              {"ship_only", to_value({{stock, customers, out, "pull"}})},
              {"pick_ship", to_value({{stock, output, warehouse["pick_type_id"], "pull"}, ship})},
              {"pick_pack_ship", to_value({{stock, packed, warehouse["pick_type_id"], "pull"},
                                           {packed, output, warehouse["pack_type_id"], "pull"},
                                           ship})}};
}

}  // namespace

Value rules_dict(const RecordSet& warehouse, const Arguments&) {
  const Env& env = warehouse.env();
  const RecordSet customers = customer_location(env), vendors = supplier_location(env);
  const RecordSet stock = warehouse["lot_stock_id"], input = warehouse["wh_input_stock_loc_id"],
                  checked = warehouse["wh_qc_stock_loc_id"], output = warehouse["wh_output_stock_loc_id"],
                  packed = warehouse["wh_pack_stock_loc_id"];
  const auto type = [&](std::string_view field) { return warehouse[field]; };
  const Routing receive{vendors, stock, type("in_type_id"), "pull"};
  const Routing pick{stock, customers, type("pick_type_id"), "pull"};
  const Routing ship{output, customers, type("out_type_id"), "push"};
  if (!env.since(Series::v18)) return rules_until_17(warehouse);
  return Dict{
      {"one_step", to_value({receive})},
      {"two_steps", to_value({receive, {input, stock, type("store_type_id"), "push"}})},
      {"three_steps",
       to_value(
           {receive, {input, checked, type("qc_type_id"), "push"}, {checked, stock, type("store_type_id"), "push"}})},
      {"crossdock",
       to_value({{vendors, customers, type("in_type_id"), "pull"}, {input, output, type("xdock_type_id"), "push"}})},
      {"ship_only", to_value({{stock, customers, type("out_type_id"), "pull"}})},
      {"pick_ship", to_value({pick, ship})},
      {"pick_pack_ship", to_value({pick, {packed, output, type("pack_type_id"), "push"}, ship})}};
}

namespace {

std::string route_name(const RecordSet& warehouse, const std::string& key) {
  static constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"one_step", "Receive in 1 step (stock)"},
      {"two_steps", "Receive in 2 steps (input + stock)"},
      {"three_steps", "Receive in 3 steps (input + quality + stock)"},
      {"crossdock", "Cross-Dock"},
      {"ship_only", "Deliver in 1 step (ship)"},
      {"pick_ship", "Deliver in 2 steps (pick + ship)"},
      {"pick_pack_ship", "Deliver in 3 steps (pick + pack + ship)"}};
  for (const auto& [of, name] : names)
    if (of == key) return warehouse.text("name") + ": " + std::string(name);
  throw orm::value_error("no route is called " + key);
}

std::string rule_name(const RecordSet& warehouse, const Routing& step, const std::string& suffix) {
  std::string name = warehouse.text("code") + ": " + (step.from ? step.from.text("name") : "False");
  if (step.to) name += " → " + step.to.text("name");
  return suffix.empty() ? name : name + " (" + suffix + ")";
}

Dict route_in_or_out(const RecordSet& warehouse, const std::string& steps_field, int sequence, Dict rules) {
  const std::string steps = warehouse.text(steps_field);
  return {{"routing_key", steps},
          {"depends", List{steps_field}},
          {"route_update_values", Dict{{"name", route_name(warehouse, steps)}, {"active", warehouse.flag("active")}}},
          {"route_create_values", Dict{{"product_categ_selectable", true},
                                       {"warehouse_selectable", true},
                                       {"product_selectable", false},
                                       {"company_id", warehouse["company_id"]},
                                       {"sequence", sequence}}},
          {"rules_values", std::move(rules)}};
}

}  // namespace

// A route for each field: the steps that its rules make, what it is made with, and what it is brought up to date with
// when one of the fields it depends on changes.
Value routes_values(const RecordSet& warehouse, const Arguments&) {
  const bool since_18 = warehouse.env().since(Series::v18), since_19 = warehouse.env().since(Series::v19);
  const Dict of_rules = since_18 ? Dict{} : Dict{{"active", true}, {"procure_method", "make_to_order"}};
  const bool crosses =
      warehouse.text("reception_steps") != "one_step" && warehouse.text("delivery_steps") != "ship_only";
  Dict routes{{"reception_route_id", route_in_or_out(warehouse, "reception_steps", since_19 ? 50 : 9,
                                                     {{"active", true}, {"propagate_cancel", true}})},
              {"delivery_route_id", route_in_or_out(warehouse, "delivery_steps", since_19 ? 60 : 10,
                                                    {{"active", true}, {"propagate_carrier", true}})}};
  if (!warehouse.env().since(Series::v19))
    routes.set("crossdock_route_id",
               Dict{{"routing_key", "crossdock"},
                    {"depends", List{"delivery_steps", "reception_steps"}},
                    {"route_update_values", Dict{{"name", route_name(warehouse, "crossdock")}, {"active", crosses}}},
                    {"route_create_values", Dict{{"product_selectable", !since_18},
                                                 {"product_categ_selectable", !since_18},
                                                 {"active", crosses},
                                                 {"company_id", warehouse["company_id"]},
                                                 {"sequence", 20}}},
                    {"rules_values", of_rules}});
  return routes;
}

std::vector<Dict> rule_values(const RecordSet& warehouse, const std::vector<Routing>& steps, const Dict& values,
                              const std::string& suffix) {
  std::vector<Dict> rules;
  for (const Routing& step : steps) {
    Dict rule{{"name", rule_name(warehouse, step, suffix)},
              {"location_src_id", step.from},
              {"location_dest_id", step.to},
              {"action", step.action},
              {"auto", "manual"},
              {"picking_type_id", step.picking_type},
              {"procure_method", rules.empty() ? "make_to_stock" : "make_to_order"},
              {"warehouse_id", warehouse},
              {"company_id", warehouse["company_id"]}};
    rule.update(values);
    rules.push_back(std::move(rule));
  }
  // The chain ends with its last step: what comes after it is not cancelled.
  if (values.get("propagate_cancel") && !rules.empty()) rules.back().set("propagate_cancel", false);
  return rules;
}

namespace {

// Rules that were archived are used again.
void find_or_create(const RecordSet& rules, const Dict& values) {
  const auto same = [&](const std::string& field) { return term(field, "=", values.get(field)); };
  const RecordSet archived = rules.search(same("picking_type_id") & same("location_src_id") & same("location_dest_id") &
                                          same("route_id") & same("action") & term("active", "=", false));
  if (archived)
    archived.write({{"active", true}});
  else
    rules.create(values);
}

RecordSet create_or_update_route(const RecordSet& warehouse, const std::string& field, const Dict& data) {
  const Dict& update = data.get("route_update_values").dict();
  if (const RecordSet known = warehouse[field]) {
    known.write(update);
    known["rule_ids"].write({{"active", false}});
    return known;
  }
  Dict values = data.get("route_create_values").dict();
  values.update(update);
  const RecordSet made = warehouse.env()["stock.route"].create(std::move(values));
  warehouse.write({{field, made}});
  return made;
}

Dict dict_of(const RecordSet& warehouse, std::string_view method) { return warehouse.call(method).dict(); }

// Rules without a route (it was deleted) are left alone.
Dict global_rules(const RecordSet& warehouse) {
  Dict kept;
  for (const auto& [field, data] : dict_of(warehouse, "_generate_global_route_rules_values")) {
    const Value& made = data.dict().get("create_values").dict().get("route_id");
    const Value& updated = data.dict().get("update_values").dict().get("route_id");
    if ((made.is_none() || made) && (updated.is_none() || updated)) kept.set(field, data);
  }
  return kept;
}

std::vector<std::string> fields_in(const Dict& all) {
  std::vector<std::string> fields;
  for (const auto& [_, data] : all)
    for (const Value& field : data.dict().get("depends").list()) fields.push_back(field.text());
  return fields;
}

}  // namespace

Dict create_or_update_routes(const RecordSet& warehouse) {
  const Dict steps = dict_of(warehouse, "_get_rules_dict");
  List selectable;
  for (const auto& [field, value] : dict_of(warehouse, "_get_routes_values")) {
    const Dict& data = value.dict();
    const RecordSet route = create_or_update_route(warehouse, field, data);
    Dict of_rules = data.get("rules_values").dict();
    of_rules.set("route_id", route);
    const std::vector<Routing> routing = routings_in(warehouse.env(), steps.get(data.get("routing_key").text()));
    for (const Dict& rule : rule_values(warehouse, routing, of_rules))
      find_or_create(warehouse.env()["stock.rule"], rule);
    if (data.get("route_create_values").dict().get("warehouse_selectable"))
      selectable.push_back(command::link(route.id()));
  }
  return {{"route_ids", std::move(selectable)}};
}

RecordSet global_route(const RecordSet& warehouse, const std::string& xmlid, const std::string& name) {
  const Env& env = warehouse.env();
  const RecordSet company = warehouse["company_id"];
  const std::optional<RecordSet> global = env.find_ref(xmlid);
  if (global && (!(*global)["company_id"] || (*global)["company_id"] == company)) return *global;
  const Domain named = term("name", "like", name) & term("company_id", "in", List{false, company.id()});
  const RecordSet found =
      env.with_context({{"active_test", false}})["stock.route"].search(named, {.limit = 1, .order = "company_id"});
  if (found || !global) return found;
  return global->copy({{"name", global->text("name")}, {"company_id", company}, {"rule_ids", false}});
}

Value global_route_rules_values(const RecordSet& warehouse, const Arguments&) {
  const Dict steps = dict_of(warehouse, "_get_rules_dict");
  const RecordSet stock = warehouse["lot_stock_id"];
  std::vector<Routing> all = routings_in(warehouse.env(), steps.get(warehouse.text("delivery_steps")));
  const auto first = std::find_if(all.begin(), all.end(), [&](const Routing& step) { return step.from == stock; });
  if (first == all.end()) throw std::logic_error("no step of the delivery begins in stock");
  const bool mts_else_mto = !warehouse.env().since(Series::v18);
  return Dict{
      {"mto_pull_id", Dict{{"depends", List{"delivery_steps"}},
                           {"create_values", Dict{{"active", true},
                                                  {"procure_method", mts_else_mto ? "mts_else_mto" : "make_to_order"},
                                                  {"company_id", warehouse["company_id"]},
                                                  {"action", "pull"},
                                                  {"auto", "manual"},
                                                  {"propagate_carrier", true},
                                                  {"route_id", global_route(warehouse, "stock.route_warehouse0_mto",
                                                                            "Replenish on Order (MTO)")}}},
                           {"update_values", Dict{{"name", rule_name(warehouse, *first, "MTO")},
                                                  {"location_dest_id", first->to},
                                                  {"location_src_id", first->from},
                                                  {"picking_type_id", first->picking_type}}}}}};
}

void create_or_update_global_rules(const RecordSet& warehouse) {
  for (const auto& [field, value] : global_rules(warehouse)) {
    Dict values = value.dict().get("update_values").dict();
    if (const RecordSet known = warehouse[field]) {
      known.write(std::move(values));
      continue;
    }
    values.update(value.dict().get("create_values").dict());
    values.set("warehouse_id", warehouse);
    warehouse.write({{field, warehouse.env()["stock.rule"].create(std::move(values))}});
  }
}

std::vector<std::string> fields_of_routes(const RecordSet& warehouse) {
  return fields_in(dict_of(warehouse, "_get_routes_values"));
}

std::vector<std::string> fields_of_global_rules(const RecordSet& warehouse) {
  return fields_in(global_rules(warehouse));
}

std::vector<std::string> global_rule_fields(const RecordSet& warehouse) {
  std::vector<std::string> fields;
  for (const auto& [field, _] : global_rules(warehouse)) fields.push_back(field);
  return fields;
}

}  // namespace paridoo::addons::stock
