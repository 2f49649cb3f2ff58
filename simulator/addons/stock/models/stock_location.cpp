// stock.location: the tree of places.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "simulator/addons/base/boolean_search.h"
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::stock {

bool should_bypass_reservation(const RecordSet& location) {
  const std::string usage = location.text("usage");
  return usage == "supplier" || usage == "customer" || usage == "inventory" || usage == "production" ||
         (!location.env().since(Series::v19) && location.flag("scrap_location"));
}

bool is_child_of(const RecordSet& location, const RecordSet& other) {
  return other && self_and_parents(location).contains(other.id());
}

RecordSet self_and_parents(const RecordSet& location) {
  Ids ids;
  for (RecordSet at = location; at; at = at["location_id"]) ids.push_back(at.id());
  return location.browse(std::move(ids));
}

RecordSet customer_location(const Env& env) {
  if (const auto location = env.find_ref("stock.stock_location_customers")) return *location;
  return env["stock.location"].search(term("usage", "=", "customer"), {.limit = 1});
}

RecordSet supplier_location(const Env& env) {
  if (const auto location = env.find_ref("stock.stock_location_suppliers")) return *location;
  return env["stock.location"].search(term("usage", "=", "supplier"), {.limit = 1});
}

RecordSet inter_company_location(const Env& env) {
  return env.find_ref("stock.stock_location_inter_company").value_or(env["stock.location"]);
}

namespace {

// --- when to count

// The company's yearly day, this year or the next; a day past the end of its month is the last one.
std::optional<Day> yearly_count(const RecordSet& company, Day today) {
  const std::string month_text = company.text("annual_inventory_month");
  if (month_text.empty()) return std::nullopt;
  const std::chrono::month month(static_cast<unsigned>(std::stoi(month_text)));
  const unsigned wanted = static_cast<unsigned>(std::max<std::int64_t>(company.integer("annual_inventory_day"), 1));
  const auto in_year = [&](std::chrono::year year) {
    const std::chrono::year_month_day last = std::chrono::year_month_day_last(year, std::chrono::month_day_last(month));
    const unsigned day = std::min(wanted, static_cast<unsigned>(last.day()));
    return Day(std::chrono::year_month_day(year, month, std::chrono::day(day)));
  };
  const std::chrono::year year = std::chrono::year_month_day(today).year();
  const Day day = in_year(year);
  return day > today ? day : in_year(year + std::chrono::years(1));
}

bool is_counted(const RecordSet& location) {
  return location.text("usage") == "internal" || location.text("usage") == "transit";
}

std::optional<Day> cyclic_count(const RecordSet& location) {
  const std::chrono::days cycle(location.integer("cyclic_inventory_frequency"));
  if (!location["company_id"] || !is_counted(location) || cycle <= std::chrono::days(0)) return std::nullopt;
  const Day today = location.env().today();
  const std::optional<Day> last = location.day("last_inventory_date");
  if (!last) return today + cycle;
  return cycle - (today - *last) <= std::chrono::days(0) ? today + std::chrono::days(1) : *last + cycle;
}

Value day_or_false(const std::optional<Day>& day) { return day ? Value(orm::format_day(*day)) : Value(false); }

}  // namespace

std::optional<Day> next_inventory_date(const RecordSet& location) {
  if (!is_counted(location)) return std::nullopt;
  if (const std::optional<Day> next = location.day("next_inventory_date")) return next;
  return yearly_count(location["company_id"], location.env().today());
}

namespace {

// --- computed fields

void compute_complete_name(const RecordSet& locations) {
  for (const RecordSet& location : locations) {
    const RecordSet parent = location["location_id"];
    const std::string name = location.text("name");
    const bool has_path = parent && location.text("usage") != "view";
    location.set("complete_name", has_path ? parent.text("complete_name") + "/" + name : name);
  }
}

// The warehouse whose view is the nearest above.
void compute_warehouse_id(const RecordSet& locations) {
  for (const RecordSet& location : locations) {
    RecordSet warehouse = locations.env()["stock.warehouse"];
    for (const RecordSet& at : self_and_parents(location)) {
      warehouse = warehouse.search(term("view_location_id", "=", at), {.limit = 1});
      if (warehouse) break;
    }
    location.set("warehouse_id", warehouse);
  }
}

void compute_next_inventory_date(const RecordSet& locations) {
  for (const RecordSet& location : locations) location.set("next_inventory_date", day_or_false(cyclic_count(location)));
}

void compute_replenish_location(const RecordSet& locations) {
  for (const RecordSet& location : locations)
    if (location.text("usage") != "internal") location.set("replenish_location", false);
}

void compute_child_internal_location_ids(const RecordSet& locations) {
  for (const RecordSet& location : locations) {
    const Domain internal = term("id", "child_of", location) & term("usage", "=", "internal");
    location.set("child_internal_location_ids", locations.none().search(internal));
  }
}

void compute_is_empty(const RecordSet& locations) {
  for (const RecordSet& location : locations) {
    const double quantity = is_counted(location) ? location["quant_ids"].sum("quantity") : 0;
    location.set("is_empty", quantity <= 0);
  }
}

void compute_weight(const RecordSet& locations) {
  for (const RecordSet& location : locations) {
    const Weight weight = weight_of(location);
    location.set("net_weight", weight.net);
    location.set("forecast_weight", weight.forecast);
  }
}

// In 18.0 a location with exactly nothing is among the filled ones.
Ids filled_locations(const Env& env) {
  std::map<Id, double> quantities;
  for (const RecordSet& quant : env["stock.quant"].search(term("location_id.usage", "in", List{"internal", "transit"})))
    quantities[quant["location_id"].id()] += quant.number("quantity");
  Ids filled;
  for (const auto& [id, quantity] : quantities)
    if (quantity > 0 || (quantity == 0 && !env.since(Series::v19))) filled.push_back(id);
  return filled;
}

void require_boolean_equality(std::string_view comparison, const Value& operand) {
  if ((comparison == "=" || comparison == "!=") && operand.is_boolean()) return;
  throw orm::not_implemented(fmt::format("The search does not support the {} operator or {} value.", comparison,
                                         operand.is_text() ? operand.text() : orm::repr(operand)));
}

Domain search_is_empty(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const auto that_are = [&](bool empty) { return term("id", empty ? "not in" : "in", filled_locations(model.env())); };
  if (model.env().since(Series::v19)) return base::boolean_domain(comparison, operand, that_are);
  require_boolean_equality(comparison, operand);
  return that_are(operand.boolean() == (comparison == "="));
}

// --- constraints

void check_replenish_location(const RecordSet& locations) {
  for (const RecordSet& location : locations) {
    if (!location.flag("replenish_location")) continue;
    const Domain related = term("location_id", "child_of", location) | term("location_id", "parent_of", location);
    const RecordSet other = locations.none().search(
        term("id", "!=", location) & term("replenish_location", "=", true) & related, {.limit = 1});
    if (other) throw validation_error("The location " + other.text("name") + " above or below is replenished already.");
  }
}

void check_inventory_frequency(const RecordSet& locations) {
  for (const RecordSet& location : locations)
    if (location.integer("cyclic_inventory_frequency") < 0)
      throw validation_error("The days between two counts of a location cannot be negative.");
}

// --- write

void check_company_stays(const RecordSet& locations, const Value& company) {
  orm::check_rules(locations, orm::Operation::read);
  for (const RecordSet& location : locations)
    if (location["company_id"].id() != (company.is_integer() ? company.integer() : 0))
      throw user_error("The company of a location cannot be changed; archive it and make a new one.");
}

void check_usage_can_change(const RecordSet& locations, const Dict& values) {
  if (values.get("usage") == Value("view") && locations["quant_ids"])
    throw user_error("A location that holds products cannot become a view.");
  const RecordSet changed = locations.filtered([&](const RecordSet& location) {
    const bool usage = values.contains("usage") && !(values.get("usage") == location.value("usage"));
    const Value& scrap = values.get("scrap_location");
    return usage || (!location.env().since(Series::v19) && values.contains("scrap_location") &&
                     static_cast<bool>(scrap) != location.flag("scrap_location"));
  });
  const Domain in_stock = term("location_id", "in", changed.ids()) & term("quantity", ">", 0);
  if (locations.env()["stock.quant"].search_count(in_stock) > 0)
    throw user_error("The type of a location that holds stock cannot be changed.");
}

void check_no_warehouse_uses(const RecordSet& locations) {
  for (const RecordSet& location : locations) {
    const Domain uses = term("lot_stock_id", "=", location) | term("view_location_id", "=", location);
    const RecordSet warehouse =
        locations.env()["stock.warehouse"].search(term("active", "=", true) & uses, {.limit = 1});
    if (warehouse)
      throw user_error("The location " + location.display_name() + " is used by the warehouse " +
                       warehouse.display_name() + " and cannot be archived.");
  }
}

// What lies below is archived and restored together with its parent.
void archive_below(const RecordSet& locations, bool active) {
  const RecordSet all =
      locations.with_context({{"active_test", false}}).none().search(term("id", "child_of", locations.ids()));
  const RecordSet internal =
      all.filtered([](const RecordSet& location) { return location.text("usage") == "internal"; });
  const Domain holding =
      (term("quantity", "!=", 0) | term("reserved_quantity", "!=", 0)) & term("location_id", "in", internal.ids());
  if (!active && locations.env()["stock.quant"].search_count(holding) > 0)
    throw user_error("A location that still contains products, or one above it, cannot be archived.");
  (all - locations.in(all.env())).with_context({{"do_not_check_quant", true}}).write({{"active", active}});
}

void write(const RecordSet& locations, Dict values, const WriteSuper& super) {
  if (values.contains("company_id")) check_company_stays(locations, values.get("company_id"));
  if (values.contains("usage") || values.contains("scrap_location")) check_usage_can_change(locations, values);
  if (values.contains("active") && !locations.env().context("do_not_check_quant")) {
    const bool active = static_cast<bool>(values.get("active"));
    if (!active) check_no_warehouse_uses(locations);
    archive_below(locations, active);
  }
  super(locations, std::move(values));
}

// --- unlink, copy, name_create

void unlink(const RecordSet& locations, const UnlinkSuper& super) {
  const RecordSet between = inter_company_location(locations.env());
  if (between && locations.contains(between.id()))
    throw validation_error("The location " + between.text("name") + " is needed and can only be archived.");
  super(locations.none().search(term("id", "child_of", locations.ids())));
}

std::vector<Dict> copy_data(const RecordSet& locations, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> values = super(locations, defaults);
  if (defaults.contains("name")) return values;
  for (std::size_t at = 0; at < values.size(); ++at) values[at].set("name", locations.at(at).text("name") + " (copy)");
  return values;
}

// "WH/Stock/Shelf" makes Shelf below WH/Stock.
Value name_create(const RecordSet& model, const Arguments& arguments) {
  const std::string name = arguments["name"].is_text() ? arguments["name"].text() : "";
  const std::size_t slash = name.rfind('/');
  RecordSet parent = model.none();
  if (slash != std::string::npos)
    parent = model.search(term("complete_name", "=", name.substr(0, slash)), {.limit = 1});
  const RecordSet made =
      model.create({{"name", slash == std::string::npos ? name : name.substr(slash + 1)}, {"location_id", parent}});
  return List{made.id(), made.display_name()};
}

Value should_bypass(const RecordSet& location, const Arguments&) { return should_bypass_reservation(location); }

}  // namespace

Behaviour stock_location() {
  return {
      .model = "stock.location",
      .rec_name = "complete_name",
      .name_search_fields = {"complete_name", "barcode"},
      .parent_name = "location_id",
      .computes = {{{"complete_name"}, compute_complete_name},
                   {{"warehouse_id"}, compute_warehouse_id},
                   {{"next_inventory_date"}, compute_next_inventory_date},
                   {{"replenish_location"}, compute_replenish_location},
                   {{"child_internal_location_ids"}, compute_child_internal_location_ids},
                   {{"is_empty"}, compute_is_empty, {.since = Series::v18}},
                   {{"net_weight", "forecast_weight"}, compute_weight}},
      .searches = {{"is_empty", search_is_empty, {.since = Series::v18}}},
      .constraints = {{check_replenish_location, {"replenish_location", "location_id", "usage"}},
                      {check_inventory_frequency, {"cyclic_inventory_frequency"}}},
      .unique = {{{"barcode", "company_id"}, "Two locations of a company cannot have the same barcode."}},
      .methods = {orm::model_method("name_create", "name", name_create),
                  {"should_bypass_reservation", "", should_bypass}},
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::stock
