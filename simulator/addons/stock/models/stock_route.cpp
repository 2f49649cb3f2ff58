// stock.route.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

void compute_warehouse_domain_ids(const RecordSet& routes) {
  for (const RecordSet& route : routes) {
    const RecordSet company = route["company_id"];
    const Domain domain = company ? term("company_id", "=", company) : Domain::everything();
    route.set("warehouse_domain_ids", routes.env()["stock.warehouse"].search(domain));
  }
}

void check_company(const RecordSet& routes) {
  for (const RecordSet& route : routes)
    for (const RecordSet& rule : route["rule_ids"])
      if (route["company_id"] && !(route["company_id"] == rule["company_id"]))
        throw validation_error("The rule " + rule.display_name() + " is of another company than its route.");
}

std::vector<Dict> copy_data(const RecordSet& routes, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> values = super(routes, defaults);
  if (defaults.contains("name")) return values;
  for (std::size_t at = 0; at < values.size(); ++at) values[at].set("name", routes.at(at).text("name") + " (copy)");
  return values;
}

// The rules that lead to open places are archived and restored with their route.
void toggle_with_rules(const RecordSet& routes) {
  for (const RecordSet& route : routes) {
    const bool active = route.flag("active");
    route.with_context({{"active_test", false}})["rule_ids"]
        .sudo()
        .filtered([&](const RecordSet& rule) {
          return rule["location_dest_id"].flag("active") && rule.flag("active") == active;
        })
        .write({{"active", !active}});
    route.write({{"active", !active}});
  }
}

Value toggle_active(const RecordSet& routes, const Arguments&) {
  toggle_with_rules(routes);
  return {};
}

Value action_archive(const RecordSet& routes, const Arguments&) {
  toggle_with_rules(routes.filtered("active"));
  return true;
}

Value action_unarchive(const RecordSet& routes, const Arguments&) {
  toggle_with_rules(routes.filtered([](const RecordSet& route) { return !route.flag("active"); }));
  return true;
}

}  // namespace

Behaviour stock_route() {
  return {
      .model = "stock.route",
      .shared_relations = {{"product_ids", "product.template", "route_ids"},
                           {"categ_ids", "product.category", "route_ids"},
                           {"packaging_ids", "product.packaging", "route_ids", {.until = Series::v18}},
                           {"warehouse_ids", "stock.warehouse", "route_ids"}},
      .computes = {{{"warehouse_domain_ids"}, compute_warehouse_domain_ids}},
      .constraints = {{check_company, {"company_id"}}},
      .methods = {{"toggle_active", "", toggle_active},
                  {"action_archive", "", action_archive},
                  {"action_unarchive", "", action_unarchive}},
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::stock
