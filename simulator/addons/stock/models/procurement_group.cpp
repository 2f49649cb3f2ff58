// procurement.group: finds the rule of each need, and has it run.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "simulator/addons/base/sequence.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/package.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quant.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

Value to_value(const Procurement& procurement) {
  return Dict{{"product_id", procurement.product.id()},
              {"product_qty", procurement.quantity},
              {"product_uom", procurement.unit.id()},
              {"location_id", procurement.location.id()},
              {"name", procurement.name},
              {"origin", procurement.origin},
              {"company_id", procurement.company.id()},
              {"values", procurement.values}};
}

Procurement procurement_in(const Env& env, const Value& value) {
  const Dict& dict = value.dict();
  const auto record = [&](std::string_view model, std::string_view key) {
    return env[model].browse(dict.get(key).integer());
  };
  const auto text = [&](std::string_view key) {
    return dict.get(key).is_text() ? dict.get(key).text() : std::string();
  };
  return {.product = record("product.product", "product_id"),
          .quantity = dict.get("product_qty").number(),
          .unit = record("uom.uom", "product_uom"),
          .location = record("stock.location", "location_id"),
          .name = text("name"),
          .origin = text("origin"),
          .company = record("res.company", "company_id"),
          .values = dict.get("values").dict()};
}

std::vector<RuledProcurement> ruled_procurements_in(const Env& env, const Value& list) {
  std::vector<RuledProcurement> out;
  for (const Value& pair : list.list())
    out.push_back({procurement_in(env, pair.list().at(0)), env["stock.rule"].browse(pair.list().at(1).integer())});
  return out;
}

namespace {

std::string joined(const ProcurementFailure::Reasons& reasons) {
  std::string text;
  for (const auto& [_, reason] : reasons) text += (text.empty() ? "" : "\n") + reason;
  return text;
}

}  // namespace

ProcurementFailure::ProcurementFailure(Reasons reasons)
    : std::runtime_error(joined(reasons)), reasons_(std::move(reasons)) {}

namespace {

// Which model finds the rules: rules themselves since 19.0.
RecordSet procurement_model(const Env& env) { return env[env.since(Series::v19) ? "stock.rule" : "procurement.group"]; }

}  // namespace

void run_procurements(const Env& env, const std::vector<Procurement>& procurements, bool raise_user_error) {
  List list;
  for (const Procurement& procurement : procurements) list.push_back(to_value(procurement));
  procurement_model(env).call("run", {std::move(list), raise_user_error});
}

namespace {

// --- the search for a rule

struct RuleKey {
  Id location;
  Id route;
  auto operator<=>(const RuleKey&) const = default;
};
// For each destination and route the first rule of each warehouse (0: of none), in the order of the rules.
using RuleTable = std::map<RuleKey, std::vector<std::pair<Id, RecordSet>>>;

bool is_toward_other_company(const RecordSet& locations) {
  const RecordSet between = inter_company_location(locations.env());
  return between && locations.contains(between);
}

RecordSet record_in(const Env& env, std::string_view model, const Dict& values, std::string_view key) {
  const Value& id = values.get(key);
  return id.is_integer() ? env[model].browse(id.integer()) : env[model];
}

RecordSet routes_in(const Env& env, const Dict& values) {
  const Value& ids = values.get("route_ids");
  return ids.is_list() ? env["stock.route"].browse(ids.ids()) : env["stock.route"];
}

Value get_rule_domain(const RecordSet& model, const Arguments& arguments) {
  const RecordSet locations = model.env()["stock.location"].browse(arguments["locations"].ids());
  const Dict& values = arguments["values"].dict();
  Ids ids = locations.ids();
  if (is_toward_other_company(locations)) ids.push_back(customer_location(locations.env()).id());
  Domain domain = term("location_dest_id", "in", ids) & term("action", "!=", "push");
  const Value& company = values.get("company_id");
  if (!locations.env().is_superuser() || !company) return orm::to_list(domain);
  const Ids companies =
      (routes_in(locations.env(), values)["company_id"] | locations.env()["res.company"].browse(company.integer()))
          .ids();
  return orm::to_list(domain & (term("company_id", "=", false) | term("company_id", "child_of", companies)));
}

RecordSet product_routes(const RecordSet& product) {
  return product["route_ids"] | product["categ_id"]["total_route_ids"];
}

RuleTable rule_table(const RecordSet& product, const RecordSet& locations, const Dict& values) {
  const Env& env = product.env();
  Domain domain = orm::parse_domain(procurement_model(env).call("_get_rule_domain", {locations.ids(), values}));
  const RecordSet warehouses = values.contains("warehouse_id")
                                   ? record_in(env, "stock.warehouse", values, "warehouse_id")
                                   : locations["warehouse_id"];
  if (warehouses) domain = (term("warehouse_id", "in", warehouses.ids()) | term("warehouse_id", "=", false)) & domain;
  const RecordSet routes = routes_in(env, values) | routes_of_packaging(packaging_in(env, values)) |
                           product_routes(product) | warehouses["route_ids"];
  if (routes) domain = term("route_id", "in", routes.ids()) & domain;
  RuleTable table;
  for (const RecordSet& rule : env["stock.rule"].search(domain, {.order = "route_sequence, sequence, id"})) {
    auto& by_warehouse = table[{rule["location_dest_id"].id(), rule["route_id"].id()}];
    const Id warehouse = rule["warehouse_id"].id();
    const auto same = [&](const auto& entry) { return entry.first == warehouse; };
    if (std::none_of(by_warehouse.begin(), by_warehouse.end(), same)) by_warehouse.emplace_back(warehouse, rule);
  }
  return table;
}

// By their sequence; since 19.0 those of the product itself come first.
RecordSet in_order(const RecordSet& routes, const RecordSet& product) {
  const RecordSet own = product["route_ids"];
  const bool own_first = product.env().since(Series::v19);
  return routes.sorted(
      [&](const RecordSet& route) { return std::pair(own_first && !own.contains(route), route.integer("sequence")); });
}

// The rule of the first of these routes that leads to `location`.
RecordSet rule_of_routes(const RuleTable& table, const RecordSet& routes, const RecordSet& warehouse,
                         const RecordSet& location) {
  for (const RecordSet& route : routes) {
    const auto found = table.find({location.id(), route.id()});
    if (found == table.end()) continue;
    if (!warehouse) return found->second.front().second;
    for (const Id of : {warehouse.id(), Id{0}})
      for (const auto& [id, rule] : found->second)
        if (id == of) return rule;
  }
  return location.env()["stock.rule"];
}

RecordSet rule_to(const RuleTable& table, const RecordSet& product, const RecordSet& location, const Dict& values) {
  const Env& env = product.env();
  const RecordSet warehouse = values.contains("warehouse_id")
                                  ? record_in(env, "stock.warehouse", values, "warehouse_id")
                                  : location["warehouse_id"];
  const RecordSet packaging = packaging_in(env, values);
  for (const RecordSet& routes :
       {routes_in(env, values), routes_of_packaging(packaging), product_routes(product), warehouse["route_ids"]})
    if (const RecordSet rule = rule_of_routes(table, in_order(routes, product), warehouse, location)) return rule;
  return env["stock.rule"];
}

}  // namespace

RecordSet pull_rule(const RecordSet& product, const RecordSet& location, const Dict& values) {
  const RecordSet locations = self_and_parents(location);
  const RuleTable table = rule_table(product, locations, values);
  for (const RecordSet& at : locations) {
    if (const RecordSet rule = rule_to(table, product, at, values)) return rule;
    // What goes to another company goes the way of what is delivered to customers.
    if (is_toward_other_company(at))
      if (const RecordSet rule = rule_to(table, product, customer_location(at.env()), values)) return rule;
  }
  return product.env()["stock.rule"];
}

RecordSet search_rule(const RecordSet& product, const PushSearch& search, Domain domain) {
  const Env& env = product.env();
  const RecordSet none = env["stock.route"];
  if (search.warehouse && *search.warehouse)
    domain = (term("warehouse_id", "=", *search.warehouse) | term("warehouse_id", "=", false)) & domain;
  if (!search.excluded.empty()) domain = domain & term("id", "not in", search.excluded);
  const RecordSet of_packaging = search.packaging ? routes_of_packaging(*search.packaging) : none;
  const RecordSet of_warehouse = search.warehouse ? (*search.warehouse)["route_ids"] : none;
  for (const RecordSet& routes : {search.routes.value_or(none), of_packaging, product_routes(product), of_warehouse}) {
    if (!routes) continue;
    const Domain among = term("route_id", "in", routes.ids()) & domain;
    if (const RecordSet rule = env["stock.rule"].search(among, {.limit = 1, .order = "route_sequence, sequence"}))
      return rule;
  }
  return env["stock.rule"];
}

// 17.0 only looks where the goods arrive, not above.
RecordSet push_rule(const RecordSet& product, const RecordSet& location, const PushSearch& search) {
  const RecordSet places = product.env().since(Series::v18) ? self_and_parents(location) : location;
  for (const RecordSet& at : places) {
    const Domain from = term("location_src_id", "=", at) & term("action", "in", List{"push", "pull_push"});
    if (const RecordSet rule = search_rule(product, search, from)) return rule;
  }
  return product.env()["stock.rule"];
}

namespace {

// --- run

bool is_skipped(const Procurement& procurement) {
  return !is_goods(procurement.product) || is_zero(procurement.quantity, procurement.unit);
}

void complete(Procurement& procurement) {
  const auto set_default = [&](std::string_view key, Value value) {
    if (!procurement.values.contains(key)) procurement.values.set(key, std::move(value));
  };
  set_default("company_id", procurement.location["company_id"]);
  set_default("priority", "0");
  if (!procurement.values.get("date_planned"))
    procurement.values.set("date_planned", procurement.product.env().now_text());
}

std::string no_rule(const Procurement& procurement) {
  return "No rule brings " + procurement.product.display_name() + " to " + procurement.location.display_name() +
         ".\nCheck the routes of the product.";
}

// The needs by the action of their rules, in the order in which the actions are met.
using Work = std::vector<std::pair<std::string, List>>;

Work find_rules(const Env& env, const List& procurements, ProcurementFailure::Reasons& failed) {
  Work work;
  for (const Value& value : procurements) {
    Procurement procurement = procurement_in(env, value);
    complete(procurement);
    if (is_skipped(procurement)) continue;
    const RecordSet rule = pull_rule(procurement.product, procurement.location, procurement.values);
    if (!rule) {
      failed.emplace_back(procurement, no_rule(procurement));
      continue;
    }
    const std::string action = rule.text("action") == "pull_push" ? "pull" : rule.text("action");
    auto of = std::find_if(work.begin(), work.end(), [&](const auto& entry) { return entry.first == action; });
    if (of == work.end()) of = work.insert(work.end(), {action, {}});
    of->second.push_back(List{to_value(procurement), rule.id()});
  }
  return work;
}

void raise_if_any(ProcurementFailure::Reasons& failed, bool raise_user_error) {
  if (failed.empty()) return;
  if (raise_user_error) throw user_error(joined(failed));
  throw ProcurementFailure(std::move(failed));
}

Value run(const RecordSet& model, const Arguments& arguments) {
  const bool raise_user_error = static_cast<bool>(arguments["raise_user_error"]);
  ProcurementFailure::Reasons failed;
  const Work work = find_rules(model.env(), arguments["procurements"].list(), failed);
  raise_if_any(failed, raise_user_error);
  for (const auto& [action, procurements] : work) {
    const RecordSet rules = model.env()["stock.rule"];
    if (!rules.has_method("_run_" + action)) throw orm::not_simulated("stock.rule._run_" + action);
    try {
      rules.call("_run_" + action, {procurements});
    } catch (const ProcurementFailure& failure) {
      failed.insert(failed.end(), failure.reasons().begin(), failure.reasons().end());
    }
  }
  raise_if_any(failed, raise_user_error);
  return true;
}

// --- the scheduler

void assign_waiting_moves(const Env& env, const Value& company) {
  Domain domain = term("state", "in", List{"confirmed", "partially_available"}) & term("product_uom_qty", "!=", 0) &
                  (term("reservation_date", "<=", env.today_text()) |
                   term("picking_type_id.reservation_method", "=", "at_confirm"));
  if (company) domain = term("company_id", "=", company) & domain;
  const RecordSet moves =
      env["stock.move"].search(domain, {.order = "reservation_date, priority desc, date asc, id asc"});
  moves.sudo().call("_action_assign");
}

Value run_scheduler_tasks(const RecordSet& model, const Arguments& arguments) {
  const Value& company = arguments["company_id"];
  Domain domain = term("trigger", "=", "auto") & term("product_id.active", "=", true);
  if (company) domain = domain & term("company_id", "=", company);
  const RecordSet orderpoints = model.env()["stock.warehouse.orderpoint"].search(domain);
  orderpoints.sudo().call("_procure_orderpoint_confirm", {company, false});
  assign_waiting_moves(model.env(), company);
  tidy_quants(model.env()["stock.quant"]);
  return {};
}

Value run_scheduler(const RecordSet& model, const Arguments& arguments) {
  model.call("_run_scheduler_tasks", {arguments["use_new_cursor"], arguments["company_id"]});
  return Dict{};
}

Value default_name(const RecordSet& model) { return base::next_by_code(model.env(), "procurement.group"); }

}  // namespace

RecordSet supplying_warehouse(const RecordSet& rule) {
  return rule.env().since(Series::v19) ? rule["route_id"]["supplier_wh_id"] : rule["propagate_warehouse_id"];
}

std::vector<orm::Method> procurement_methods(orm::In in) {
  return {orm::model_method("_get_rule_domain", "locations, values", get_rule_domain, in),
          orm::model_method("run", "procurements, raise_user_error=True", run, in),
          orm::model_method("_run_scheduler_tasks", "use_new_cursor=False, company_id=False", run_scheduler_tasks, in),
          orm::model_method("run_scheduler", "use_new_cursor=False, company_id=False", run_scheduler, in)};
}

Behaviour procurement_group() {
  return {
      .model = "procurement.group",
      .in = {.until = Series::v18},
      .defaults = {{"name", default_name}},
      .methods = procurement_methods({.until = Series::v18}),
  };
}

}  // namespace paridoo::addons::stock
