// stock.warehouse: the model. What is made with a warehouse is in stock_warehouse_<subject>.cpp.
#include "simulator/addons/stock/models/stock_warehouse.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>

#include "simulator/addons/stock/groups.h"
#include "simulator/addons/stock/models.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::stock {

RecordSet warehouse_of(const RecordSet& company) {
  return company.env()["stock.warehouse"].search(term("company_id", "=", company), {.limit = 1});
}

orm::Fault no_warehouse(const Env& env) {
  if (!user_is_in(env, "stock.group_stock_manager"))
    return user_error("There is no warehouse; please ask your administrator to set one up.");
  return {orm::FaultKind::redirect_warning,
          "Please create a warehouse for the company " + env.company().display_name()};
}

RecordSet input_location(const RecordSet& warehouse, const std::string& reception_steps) {
  return warehouse[reception_steps == "one_step" ? "lot_stock_id" : "wh_input_stock_loc_id"];
}

RecordSet output_location(const RecordSet& warehouse, const std::string& delivery_steps) {
  return warehouse[delivery_steps == "ship_only" ? "lot_stock_id" : "wh_output_stock_loc_id"];
}

namespace {

RecordSet record_in(const Env& env, std::string_view model, const Value& id) {
  return env[model].browse(id.is_integer() ? id.integer() : 0);
}

// --- locations

struct Place {
  std::string_view field;
  std::string_view name;
  std::string_view barcode;
  bool is_used;
};

std::string barcode_prefix(std::string code) {
  std::erase(code, ' ');
  for (char& c : code) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return code;
}

// A barcode that another location of the company has is left out.
Value free_barcode(const Env& env, const std::string& barcode, const Value& company) {
  const RecordSet locations = env.with_context({{"active_test", false}})["stock.location"];
  const Domain taken = term("barcode", "=", barcode) & term("company_id", "=", company);
  return locations.search_count(taken) > 0 ? Value(false) : Value(barcode);
}

std::vector<std::pair<std::string, Dict>> location_values(const RecordSet& model, const Dict& values,
                                                          const std::string& code) {
  const std::string known[] = {"reception_steps", "delivery_steps", "company_id"};
  const Dict defaults = model.default_get(known);
  const auto given = [&](std::string_view field) {
    return values.contains(field) ? values.get(field) : defaults.get(field);
  };
  const Value reception = given("reception_steps"), delivery = given("delivery_steps");
  const Place places[] = {{"lot_stock_id", "Stock", "STOCK", true},
                          {"wh_input_stock_loc_id", "Input", "INPUT", !(reception == Value("one_step"))},
                          {"wh_qc_stock_loc_id", "Quality Control", "QUALITY", reception == Value("three_steps")},
                          {"wh_output_stock_loc_id", "Output", "OUTPUT", !(delivery == Value("ship_only"))},
                          {"wh_pack_stock_loc_id", "Packing Zone", "PACKING", delivery == Value("pick_pack_ship")}};
  std::vector<std::pair<std::string, Dict>> all;
  for (const Place& place : places) {
    const std::string dash = model.env().since(Series::v18) ? "" : "-";
    const std::string barcode = barcode_prefix(code) + dash + std::string(place.barcode);
    Dict location{{"name", place.name},
                  {"active", place.is_used},
                  {"usage", "internal"},
                  {"barcode", free_barcode(model.env(), barcode, given("company_id"))}};
    if (place.field == "lot_stock_id") location.set("replenish_location", true);
    all.emplace_back(place.field, std::move(location));
  }
  return all;
}

std::string code_in(const Dict& values, const std::string& fallback = {}) {
  const Value& code = values.get("code");
  return code && code.is_text() ? code.text() : fallback;
}

void create_locations(const RecordSet& model, Dict& values) {
  const Env& env = model.env();
  Dict view{{"name", values.get("code")}, {"usage", "view"}};
  // Until 18.0 all warehouses stand below one location.
  if (const auto above = env.find_ref("stock.stock_location_locations")) view.set("location_id", *above);
  if (const Value& company = values.get("company_id")) view.set("company_id", company);
  const RecordSet top = env["stock.location"].create(std::move(view));
  values.set("view_location_id", top);
  for (auto& [field, location] : location_values(model, values, code_in(values))) {
    location.set("location_id", top);
    if (const Value& company = values.get("company_id")) location.set("company_id", company);
    values.set(field, env.with_context({{"active_test", false}})["stock.location"].create(std::move(location)));
  }
}

// Locations that somebody deleted are made again.
void create_missing_locations(const RecordSet& warehouse, const Dict& values) {
  Dict all = values;
  if (!all.contains("company_id")) all.set("company_id", warehouse["company_id"]);
  Dict missing;
  for (auto& [field, location] : location_values(warehouse.none(), all, code_in(values, warehouse.text("code")))) {
    if (warehouse[field] || values.contains(field)) continue;
    location.set("location_id", values.contains("view_location_id") ? values.get("view_location_id")
                                                                    : Value(warehouse["view_location_id"]));
    location.set("company_id", all.get("company_id"));
    missing.set(field, warehouse.env()["stock.location"].create(std::move(location)));
  }
  if (!missing.empty()) warehouse.write(std::move(missing));
}

// --- the partner of a warehouse receives and sends through transit

void update_partner(const Env& env, const Value& partner, const Value& company) {
  const RecordSet of = company ? record_in(env, "res.company", company) : env.company();
  const RecordSet transit = of["internal_transit_location_id"];
  record_in(env, "res.partner", partner)
      .with_company(of)
      .write({{"property_stock_customer", transit}, {"property_stock_supplier", transit}});
}

// --- with a second warehouse, locations and warehouses are shown to everybody

void link_groups(const RecordSet& everybody, const std::vector<RecordSet>& groups) {
  List links;
  for (const RecordSet& group : groups) links.push_back(command::link(group.id()));
  everybody.write({{"implied_ids", std::move(links)}});
}

void check_groups(const Env& of_user) {
  const Env env = of_user.sudo();
  std::map<Id, int> by_company;
  int most = 0;
  for (const RecordSet& warehouse : env["stock.warehouse"].search(term("active", "=", true)))
    most = std::max(most, ++by_company[warehouse["company_id"].id()]);
  const RecordSet everybody = env.ref("base.group_user");
  const RecordSet warehouses = env.ref("stock.group_stock_multi_warehouses");
  const RecordSet locations = env.ref("stock.group_stock_multi_locations");
  const bool is_shown = everybody["implied_ids"].contains(warehouses.id());
  if (most == 1 && is_shown) everybody.write({{"implied_ids", List{command::unlink(warehouses.id())}}});
  if (most < 2 || is_shown) return;
  if (!everybody["implied_ids"].contains(locations.id()))
    env["stock.warehouse"]
        .with_context({{"active_test", false}})
        .search(Domain::everything())["int_type_id"]
        .write({{"active", true}});
  link_groups(everybody, {warehouses, locations});
}

// --- create

void complete(const RecordSet& model, Dict& values) {
  const RecordSet company = record_in(model.env(), "res.company", values.get("company_id"));
  if (!company) return;
  const std::string name = company.text("name");
  if (!values.contains("name")) values.set("name", name);
  if (!values.contains("code")) values.set("code", std::string(orm::first_letters(name, 5)));
  if (model.env().since(Series::v18) && !values.contains("partner_id")) values.set("partner_id", company["partner_id"]);
}

void furnish(const RecordSet& warehouse, const Dict& values) {
  warehouse.write(create_or_update_types(warehouse));
  warehouse.write(create_or_update_routes(warehouse));
  create_or_update_global_rules(warehouse);
  create_resupply_routes(warehouse, warehouse["resupply_wh_ids"]);
  if (const Value& partner = values.get("partner_id"))
    update_partner(warehouse.env(), partner, values.get("company_id"));
  const RecordSet top = warehouse["view_location_id"];
  (top | top.with_context({{"active_test", false}})["child_ids"].in(top.env())).write({{"warehouse_id", warehouse}});
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& warehouse : values) {
    complete(model, warehouse);
    create_locations(model, warehouse);
  }
  const RecordSet warehouses = super(values);
  for (std::size_t at = 0; at < warehouses.size(); ++at) furnish(warehouses.at(at), values[at]);
  check_groups(model.env());
  return warehouses;
}

// --- write

void check_company_stays(const RecordSet& warehouses, const Value& company) {
  for (const RecordSet& warehouse : warehouses)
    if (!(Value(warehouse["company_id"]) == company))
      throw user_error("The company of a warehouse cannot be changed; archive it and make a new one.");
}

void change_steps(const RecordSet& warehouses, const Dict& values) {
  if (const Value& steps = values.get("reception_steps")) {
    warehouses["wh_qc_stock_loc_id"].write({{"active", steps == Value("three_steps")}});
    warehouses["wh_input_stock_loc_id"].write({{"active", !(steps == Value("one_step"))}});
  }
  if (const Value& steps = values.get("delivery_steps")) {
    warehouses["wh_pack_stock_loc_id"].write({{"active", steps == Value("pick_pack_ship")}});
    warehouses["wh_output_stock_loc_id"].write({{"active", !(steps == Value("ship_only"))}});
    for (const RecordSet& warehouse : warehouses) change_delivery_of_resupply(warehouse, steps.text());
  }
}

std::string replaced(std::string text, const std::string& part, const std::string& by) {
  if (const std::size_t at = text.find(part); at != std::string::npos) text.replace(at, part.size(), by);
  return text;
}

void rename_routes(const RecordSet& warehouse, const std::string& name) {
  const std::string before = warehouse.text("name");
  const auto rename = [&](const RecordSet& record) {
    record.write({{"name", replaced(record.text("name"), before, name)}});
  };
  for (const RecordSet& route : warehouse["route_ids"]) {
    rename(route);
    for (const RecordSet& rule : route["rule_ids"]) rename(rule);
  }
  if (const RecordSet rule = warehouse["mto_pull_id"]) rename(rule);
}

void rename(const RecordSet& warehouses, const Value& name, const Value& code) {
  if (code) warehouses["lot_stock_id"]["location_id"].write({{"name", code}});
  for (const RecordSet& warehouse : warehouses) {
    if (name) rename_routes(warehouse, name.text());
    rename_sequences(warehouse, name, code);
  }
}

bool mentions(const Dict& values, const std::vector<std::string>& fields) {
  return std::any_of(fields.begin(), fields.end(), [&](const std::string& field) { return values.contains(field); });
}

// --- archiving

void archive(const RecordSet& warehouse, bool active) {
  const Env env = warehouse.env().with_context({{"active_test", false}});
  const RecordSet types = env["stock.picking.type"].search(term("warehouse_id", "=", warehouse));
  const Domain ongoing = term("picking_type_id", "in", types.ids()) & term("state", "not in", List{"done", "cancel"});
  if (env["stock.move"].search_count(ongoing) > 0)
    throw user_error("There are ongoing operations in the warehouse " + warehouse.text("name") + ".");
  types.write({{"active", active}});
  const Ids places = env["stock.location"].search(term("location_id", "child_of", warehouse["view_location_id"])).ids();
  const Domain used = term("default_location_src_id", "in", places) & term("default_location_dest_id", "in", places) &
                      term("id", "not in", types.ids());
  if (warehouse.env()["stock.picking.type"].search_count(used) > 0)
    throw user_error("Locations of the warehouse " + warehouse.text("name") + " are used by other operation types.");
  warehouse["view_location_id"].write({{"active", active}});
  warehouse["route_ids"]
      .filtered([](const RecordSet& route) { return route["warehouse_ids"].size() == 1; })
      .write({{"active", active}});
  env["stock.rule"].search(term("warehouse_id", "=", warehouse)).write({{"active", active}});
}

// What depends on the warehouse is brought into the state that its settings say.
void restore(const RecordSet& warehouse) {
  Dict values;
  List routes;
  for (const Id id : warehouse["resupply_route_ids"].ids()) routes.push_back(command::link(id));
  values.set("resupply_route_ids", std::move(routes));
  for (const auto& fields : {fields_of_global_rules(warehouse), fields_of_routes(warehouse)})
    for (const std::string& field : fields) values.set(field, warehouse.value(field));
  warehouse.write(std::move(values));
}

void after_write(const RecordSet& warehouse, const Dict& values) {
  const bool changes_routes = mentions(values, fields_of_routes(warehouse));
  if (values.contains("code") || changes_routes) {
    Dict types = create_or_update_types(warehouse);
    if (!types.empty()) warehouse.write(std::move(types));
  }
  if (changes_routes) warehouse.write(create_or_update_routes(warehouse));
  if (mentions(values, global_rule_fields(warehouse)) || mentions(values, fields_of_global_rules(warehouse)))
    create_or_update_global_rules(warehouse);
  if (const Value* active = values.find("active")) {
    archive(warehouse, static_cast<bool>(*active));
    if (warehouse.flag("active")) restore(warehouse);
  }
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const RecordSet warehouses = self.with_context({{"active_test", false}});
  if (const Value* company = values.find("company_id")) check_company_stays(warehouses, *company);
  for (const RecordSet& warehouse : warehouses) create_missing_locations(warehouse, values);
  change_steps(warehouses, values);
  std::map<Id, RecordSet> suppliers;
  const bool changes_suppliers = values.get("resupply_wh_ids") && !values.get("resupply_route_ids");
  for (const RecordSet& warehouse : warehouses) {
    if (changes_suppliers) suppliers.emplace(warehouse.id(), warehouse["resupply_wh_ids"]);
    if (const Value& partner = values.get("partner_id")) update_partner(self.env(), partner, warehouse["company_id"]);
  }
  if (values.get("code") || values.get("name")) rename(warehouses, values.get("name"), values.get("code"));
  super(self, values);
  for (const RecordSet& warehouse : warehouses) after_write(warehouse, values);
  for (const auto& [id, before] : suppliers) change_suppliers(warehouses.browse(id), before);
  if (values.contains("active")) check_groups(self.env());
}

void unlink(const RecordSet& warehouses, const UnlinkSuper& super) {
  const Env env = warehouses.env();
  super(warehouses);
  check_groups(env);
}

std::vector<Dict> copy_data(const RecordSet& warehouses, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> values = super(warehouses, defaults);
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (!defaults.contains("name")) values[at].set("name", warehouses.at(at).text("name") + " (copy)");
    if (!defaults.contains("code")) values[at].set("code", "COPY");
  }
  return values;
}

Value default_name(const RecordSet& model) {
  const RecordSet company = model.env().company();
  const std::int64_t count =
      model.with_context({{"active_test", false}}).search_count(term("company_id", "=", company));
  const std::string name = company.text("name");
  return count ? name + " - warehouse # " + std::to_string(count + 1) : name;
}

Value default_partner(const RecordSet& model) { return model.env().company()["partner_id"]; }

Value get_current_warehouses(const RecordSet& model, const Arguments&) {
  List all;
  for (const RecordSet& warehouse : model.search(Domain::everything()))
    all.push_back(Dict{{"id", warehouse.id()}, {"name", warehouse.text("name")}, {"code", warehouse.text("code")}});
  return all;
}

}  // namespace

Behaviour stock_warehouse() {
  return {
      .model = "stock.warehouse",
      .defaults = {{"name", default_name}, {"partner_id", default_partner}},
      .unique = {{{"name", "company_id"}, "The name of a warehouse must be unique in its company."},
                 {{"company_id", "code"}, "The short name of a warehouse must be unique in its company."}},
      .methods = {{"_get_rules_dict", "", rules_dict},
                  {"_get_routes_values", "", routes_values},
                  {"_generate_global_route_rules_values", "", global_route_rules_values},
                  orm::model_method("get_current_warehouses", "", get_current_warehouses)},
      .create = create,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::stock
