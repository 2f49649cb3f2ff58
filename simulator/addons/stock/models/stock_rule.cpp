// stock.rule: what pull and push rules do.
#include <algorithm>
#include <map>
#include <string>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

// --- pull

std::string days_earlier(const Value& moment, std::int64_t days) {
  const std::optional<Moment> parsed = orm::parse_moment(moment.text());
  if (!parsed) throw orm::value_error("not a date: " + moment.text());
  return orm::format_moment(*parsed - std::chrono::days(days));
}

Value linked(const Value& ids) {
  List commands;
  if (ids.is_list())
    for (const Id id : ids.ids()) commands.push_back(command::link(id));
  return commands;
}

Value group_of_move(const RecordSet& rule, const Dict& values) {
  const std::string option = rule.text("group_propagation_option");
  if (option == "propagate") return values.get("group_id");
  if (option == "fixed") return rule["group_id"];
  return false;
}

RecordSet partner_of_need(const RecordSet& rule, const Dict& values) {
  if (const RecordSet partner = rule["partner_address_id"]) return partner;
  if (rule.env().since(Series::v19)) {
    const Value& partner = values.get("partner_id");
    return rule.env()["res.partner"].browse(partner.is_integer() ? partner.integer() : 0);
  }
  const Value& group = values.get("group_id");
  return rule.env()["procurement.group"].browse(group.is_integer() ? group.integer() : 0)["partner_id"];
}

// Moves between warehouses carry each other's address.
RecordSet partner_of_transit(const RecordSet& rule, const Procurement& procurement) {
  const RecordSet none = rule.env()["res.partner"];
  const Value& ids = procurement.values.get("move_dest_ids");
  if (!ids || !(procurement.location == procurement.company["internal_transit_location_id"])) return none;
  const RecordSet next = rule.env()["stock.move"].browse(ids.ids());
  const RecordSet partners = next["location_dest_id"]["warehouse_id"]["partner_id"];
  const RecordSet supplying = rule["location_src_id"]["warehouse_id"]["partner_id"];
  next.write({{"partner_id", supplying ? supplying : rule["company_id"]["partner_id"]}});
  return partners.size() == 1 ? partners : none;
}

Id company_of_move(const RecordSet& rule, const RecordSet& fallback) {
  for (const RecordSet& company :
       {rule["company_id"], rule["location_src_id"]["company_id"], rule["location_dest_id"]["company_id"]})
    if (company) return company.id();
  return fallback.id();
}

std::string description_of_move(const RecordSet& rule, const Procurement& procurement) {
  const std::string text = picking_description(procurement.product, rule["picking_type_id"]);
  const Value& variants = procurement.values.get("product_description_variants");
  return variants.is_text() ? text + variants.text() : text;
}

Dict dates_of_move(const RecordSet& rule, const Dict& values) {
  const std::int64_t delay = rule.integer("delay");
  Dict dates{{"date", days_earlier(values.get("date_planned"), delay)}, {"date_deadline", false}};
  const Value& deadline = values.get("date_deadline");
  const bool is_fixed = !rule.env().since(Series::v19) && rule.text("group_propagation_option") == "fixed";
  if (deadline && !is_fixed) dates.set("date_deadline", days_earlier(deadline, delay));
  return dates;
}

// How the move is called and grouped. 19.0 computes names and descriptions, and keeps references instead of groups.
Dict names_of_move(const RecordSet& rule, const Procurement& procurement) {
  const Dict& more = procurement.values;
  Dict values;
  if (rule.env().since(Series::v19)) {
    const Value& references = more.get("reference_ids");
    values.set("reference_ids", List{command::set(references.is_list() ? references.ids() : Ids{})});
    return values;
  }
  return {{"name", procurement.name.substr(0, 2000)},
          {"group_id", group_of_move(rule, more)},
          {"description_picking", description_of_move(rule, procurement)},
          {"product_packaging_id", more.get("product_packaging_id")}};
}

// Where it goes: 17.0 says no more than the next step.
Dict places_of_move(const RecordSet& rule, const Procurement& procurement) {
  if (!rule.env().since(Series::v18)) return {{"location_dest_id", procurement.location}};
  Dict values{{"location_final_id", procurement.location}};
  if (rule.flag("location_dest_from_rule")) values.set("location_dest_id", rule["location_dest_id"]);
  if (const Value& never = procurement.values.get("never_product_template_attribute_value_ids"))
    values.set("never_product_template_attribute_value_ids", List{command::set(never.ids())});
  return values;
}

// In 17.0 the warehouse that the next step takes from, if the rule names one.
RecordSet warehouse_of_pull(const RecordSet& rule) {
  const RecordSet own = rule["warehouse_id"];
  if (rule.env().since(Series::v18)) return own;
  const RecordSet supplying = rule["propagate_warehouse_id"];
  return supplying ? supplying : own;
}

Value get_stock_move_values(const RecordSet& rule, const Arguments& arguments) {
  Procurement procurement = procurement_in(rule.env(), arguments["procurement"]);
  const Dict& more = procurement.values;
  RecordSet partner = partner_of_need(rule, more);
  if (!partner) partner = partner_of_transit(rule, procurement);
  Dict values{{"company_id", company_of_move(rule, procurement.company)},
              {"product_id", procurement.product},
              {"product_uom", procurement.unit},
              {"product_uom_qty", procurement.quantity},
              {"partner_id", partner},
              {"location_id", rule["location_src_id"]},
              {"move_dest_ids", linked(more.get("move_dest_ids"))},
              {"rule_id", rule},
              {"procure_method", rule.text("procure_method")},
              {"origin", procurement.origin.empty() ? Value(false) : Value(procurement.origin)},
              {"picking_type_id", rule["picking_type_id"]},
              {"route_ids", linked(more.get("route_ids"))},
              {"warehouse_id", warehouse_of_pull(rule)},
              {"propagate_cancel", rule.flag("propagate_cancel")},
              {"priority", more.contains("priority") ? more.get("priority") : Value("0")},
              {"orderpoint_id", more.get("orderpoint_id")}};
  values.update(dates_of_move(rule, more));
  values.update(names_of_move(rule, procurement));
  values.update(places_of_move(rule, procurement));
  Dict custom = more;
  if (procurement.quantity < 0) custom.set("to_refund", true);
  const Value fields = rule.call("_get_custom_move_fields");
  for (const Value& field : fields.list())
    if (custom.contains(field.text())) values.set(field.text(), custom.get(field.text()));
  return values;
}

Value get_custom_move_fields(const RecordSet&, const Arguments&) { return List{}; }

void check_sources(const std::vector<RuledProcurement>& procurements) {
  for (const auto& [procurement, rule] : procurements)
    if (!rule["location_src_id"])
      throw ProcurementFailure({{procurement, "The rule " + rule.text("name") + " does not say where to take from."}});
}

// 17.0 decides from what is free, when the need arises, whether a move takes from stock or waits for another.
class FreeStock {
 public:
  Value method_for(const Procurement& need, const RecordSet& rule) {
    const std::string method = rule.text("procure_method");
    if (method != "mts_else_mto") return method;
    if (rule.env().since(Series::v18)) return "make_to_stock";
    const RecordSet unit = need.product["uom_id"], source = rule["location_src_id"];
    const double quantity = in_unit(need.unit, need.quantity, unit);
    const auto key = std::pair(source.id(), need.product.id());
    if (!free_.contains(key)) free_[key] = need.product.with_context({{"location", source.id()}}).number("free_qty");
    double& free = free_[key];
    if (compare(quantity, 0, unit) > 0 && compare(quantity, free, unit) > 0) return "make_to_order";
    free -= quantity;
    return compare(quantity, 0, unit) > 0 ? Value("make_to_stock") : method_of_earlier(need, rule);
  }

 private:
  static Value method_of_earlier(const Procurement& need, const RecordSet& rule) {
    const Value& group = need.values.get("group_id");
    if (!group.is_integer()) return "make_to_order";
    for (const RecordSet& move : rule.env()["procurement.group"].browse(group.integer())["stock_move_ids"])
      if (move["rule_id"] == rule && compare(move.number("product_uom_qty"), 0, move["product_uom"]) > 0)
        return move.value("procure_method");
    return "make_to_order";
  }

  std::map<std::pair<Id, Id>, double> free_;
};

Value run_pull(const RecordSet& model, const Arguments& arguments) {
  std::vector<RuledProcurement> procurements = ruled_procurements_in(model.env(), arguments["procurements"]);
  check_sources(procurements);
  // What is to be taken back first, so that it can be offset against what follows.
  std::stable_partition(procurements.begin(), procurements.end(), [](const RuledProcurement& each) {
    return compare(each.procurement.quantity, 0, each.procurement.unit) <= 0;
  });
  std::vector<std::pair<Id, std::vector<Dict>>> by_company;
  FreeStock free;
  for (const auto& [procurement, rule] : procurements) {
    Dict values = rule.call("_get_stock_move_values", {to_value(procurement)}).dict();
    values.set("procure_method", free.method_for(procurement, rule));
    const Id company = procurement.company.id();
    auto of =
        std::find_if(by_company.begin(), by_company.end(), [&](const auto& entry) { return entry.first == company; });
    if (of == by_company.end()) of = by_company.insert(by_company.end(), {company, {}});
    of->second.push_back(std::move(values));
  }
  for (auto& [company, values] : by_company)
    action_confirm(model.env().sudo().with_company(company)["stock.move"].create(std::move(values)));
  return true;
}

// --- push

Value final_location_after(const RecordSet& move) {
  const RecordSet final = final_place(move);
  return final && !is_child_of(move["location_dest_id"], final) ? Value(final) : Value(false);
}

Id company_of_push(const RecordSet& rule) {
  for (const RecordSet& company : {rule["company_id"], rule.sudo()["warehouse_id"]["company_id"]})
    if (company) return company.id();
  return rule.sudo()["picking_type_id"]["warehouse_id"]["company_id"].id();
}

std::string origin_of_push(const RecordSet& move) {
  if (const std::string origin = move.text("origin"); !origin.empty()) return origin;
  const std::string name = move["picking_id"].text("name");
  return name.empty() ? "/" : name;
}

void describe_pushed_move(const RecordSet& rule, const RecordSet& move, Dict& values) {
  const std::string text = picking_description(move["product_id"], rule["picking_type_id"]);
  values.set("description_picking", text.empty() ? move.value("description_picking") : Value(text));
}

// 19.0 goes to the final place at once where it lies below the rule's, and knows the warehouse where goods arrived.
void end_pushed_move(const RecordSet& rule, const RecordSet& move, Dict& values) {
  const RecordSet final = move["location_final_id"];
  if (final && is_child_of(final, rule["location_dest_id"])) values.set("location_dest_id", final);
  if (!rule["warehouse_id"]) values.set("warehouse_id", move["location_dest_id"]["warehouse_id"]);
}

Value push_prepare_move_copy_values(const RecordSet& rule, const Arguments& arguments) {
  const RecordSet move = rule.env()["stock.move"].browse(arguments["move_to_copy"].integer());
  const double demand = move.number("product_uom_qty");
  const bool keeps_demand = !rule.env().since(Series::v18) || compare(demand, 0, move["product_uom"]) < 0;
  Dict values{{"product_uom_qty", keeps_demand ? demand : move.number("quantity")},
              {"origin", origin_of_push(move)},
              {"location_id", move["location_dest_id"]},
              {"location_dest_id", rule["location_dest_id"]},
              {"rule_id", rule},
              {"date", arguments["new_date"]},
              {"date_deadline", move.value("date_deadline")},
              {"company_id", company_of_push(rule)},
              {"picking_id", false},
              {"picking_type_id", rule["picking_type_id"]},
              {"propagate_cancel", rule.flag("propagate_cancel")},
              {"warehouse_id", rule["warehouse_id"]},
              {"procure_method", "make_to_order"}};
  if (rule.env().since(Series::v18)) values.set("location_final_id", final_location_after(move));
  if (rule.env().since(Series::v19))
    end_pushed_move(rule, move, values);
  else if (rule.env().since(Series::v18))
    describe_pushed_move(rule, move, values);
  return values;
}

// The move itself goes on to where the rule leads.
RecordSet redirect(const RecordSet& rule, const RecordSet& move, const std::string& date) {
  const RecordSet before = move["location_dest_id"];
  move.write({{"date", date}, {"location_dest_id", rule["location_dest_id"]}});
  if (const RecordSet lines = move["move_line_ids"])
    lines.write({{"location_dest_id", putaway_location(move["location_dest_id"], move["product_id"])}});
  if (rule["location_dest_id"] == before) return move.none();
  return move.browse(move.call("_push_apply").ids()).first();
}

RecordSet continue_with_new_move(const RecordSet& rule, const RecordSet& move, const std::string& date) {
  const Dict values = rule.call("_push_prepare_move_copy_values", {move.id(), date}).dict();
  const RecordSet next = move.sudo().copy(values);
  if (next.env().since(Series::v18) && next.call("_skip_push"))
    next.write({{"location_dest_id", next["location_final_id"]}});
  if (should_bypass_reservation(next, {})) next.write({{"procure_method", "make_to_stock"}});
  if (!should_bypass_reservation(next["location_id"])) move.write({{"move_dest_ids", List{command::link(next.id())}}});
  return next;
}

}  // namespace

RecordSet run_push(const RecordSet& rule, const RecordSet& move) {
  rule.ensure_one();
  const std::string date = days_earlier(move.text("date"), -rule.integer("delay"));
  return rule.text("auto") == "transparent" ? redirect(rule, move, date) : continue_with_new_move(rule, move, date);
}

Dict lead_days(const RecordSet& rules, const RecordSet& product, const Dict& values) {
  return rules.call("_get_lead_days", {product.id(), values}).dict();
}

double horizon_days(const Env& env) {
  if (env.context("bypass_global_horizon_days")) return 0;
  const bool of_company = env.since(Series::v19);
  const Value& asked = env.context(of_company ? "global_horizon_days" : "global_visibility_days");
  if (asked.is_number()) return asked.number();
  return of_company ? env.company().number("horizon_days")
                    : std::stod(base::config_parameter(env, "stock.visibility_days", "0"));
}

namespace {

// --- lead times

Value get_lead_days(const RecordSet& rules, const Arguments&) {
  double delay = 0;
  for (const RecordSet& rule : rules)
    if (rule.text("action") == "pull" || rule.text("action") == "pull_push") delay += rule.integer("delay");
  const double horizon = horizon_days(rules.env());
  if (!rules.env().since(Series::v19)) delay += horizon;
  return Dict{{"total_delay", delay},
              {"security_lead_days", 0.0},
              {"purchase_delay", 0.0},
              {"horizon_time", rules.env().since(Series::v19) ? horizon : 0.0}};
}

// --- computed fields and the rest of the model

void compute_picking_type_code_domain(const RecordSet& rules) {
  const Value receipts = rules.env().since(Series::v19) ? Value(List{"incoming"}) : Value("incoming");
  for (const RecordSet& rule : rules)
    rule.set("picking_type_code_domain", rule.text("action") == "buy" ? receipts : Value(false));
}

std::string bold(const std::string& text) { return "<b>" + text + "</b>"; }

std::string pull_message(const RecordSet& rule, const std::string& source, const std::string& destination) {
  const RecordSet type = rule["picking_type_id"];
  std::string message =
      "Needs in " + bold(destination) + " are met by " + bold(type.text("name")) + " from " + bold(source) + ".";
  const RecordSet direct = type["default_location_dest_id"];
  const bool from_rule = !rule.env().since(Series::v18) || rule.flag("location_dest_from_rule");
  if (type && !(direct == rule["location_dest_id"]) && !from_rule)
    message += "<br>They first bring the products to " + bold(direct.display_name()) + ".";
  if (rule.text("procure_method") == "make_to_order" && rule["location_src_id"])
    message += "<br>Another rule then has to meet the need in " + bold(source) + ".";
  if (rule.text("procure_method") == "mts_else_mto" && rule["location_src_id"])
    message += "<br>What is missing in " + bold(source) + " is brought there by another rule.";
  return message;
}

std::string rule_message(const RecordSet& rule) {
  const RecordSet from = rule["location_src_id"], to = rule["location_dest_id"];
  const std::string source = from ? from.display_name() : "Source Location";
  const std::string destination = to ? to.display_name() : "Destination Location";
  const std::string push = "What arrives in " + bold(source) + " is sent on to " + bold(destination) + " by " +
                           bold(rule["picking_type_id"].text("name")) + ".";
  const std::string action = rule.text("action");
  if (action == "push") return push;
  if (action == "pull") return pull_message(rule, source, destination);
  return action == "pull_push" ? pull_message(rule, source, destination) + "<br><br>" + push : std::string();
}

void compute_rule_message(const RecordSet& rules) {
  for (const RecordSet& rule : rules) rule.set("rule_message", rule_message(rule));
}

std::vector<Dict> copy_data(const RecordSet& rules, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> values = super(rules, defaults);
  if (defaults.contains("name")) return values;
  for (std::size_t at = 0; at < values.size(); ++at) values[at].set("name", rules.at(at).text("name") + " (copy)");
  return values;
}

void check_company(const RecordSet& rules) {
  for (const RecordSet& rule : rules) {
    const RecordSet company = rule["route_id"]["company_id"];
    if (company && !(company == rule["company_id"]))
      throw validation_error("The rule " + rule.display_name() + " and its route are of different companies.");
  }
}

Value default_company(const RecordSet& model) { return model.env().company(); }

std::vector<orm::Method> rule_methods() {
  std::vector<orm::Method> methods = {
      orm::model_method("_run_pull", "procurements", run_pull),
      {"_get_stock_move_values", "procurement", get_stock_move_values},
      {"_get_custom_move_fields", "", get_custom_move_fields},
      {"_push_prepare_move_copy_values", "move_to_copy, new_date", push_prepare_move_copy_values},
      {"_get_lead_days", "product, values={}", get_lead_days}};
  for (orm::Method& method : procurement_methods({.since = Series::v19})) methods.push_back(method);
  return methods;
}

}  // namespace

Behaviour stock_rule() {
  return {
      .model = "stock.rule",
      .defaults = {{"company_id", default_company}},
      .computes = {{{"picking_type_code_domain"}, compute_picking_type_code_domain},
                   {{"rule_message"}, compute_rule_message}},
      .constraints = {{check_company, {"company_id"}}},
      .methods = rule_methods(),
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::stock
