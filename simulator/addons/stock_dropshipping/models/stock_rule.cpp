// stock.rule, procurement.group, product.replenish: needs of sale lines that vendors fulfil at the customer's.
#include "simulator/addons/stock_dropshipping/models.h"

namespace paridoo::addons::stock_dropshipping {
namespace {

// What is sold is brought by a rule of the company that sells it.
Value get_rule_domain(const RecordSet&, const Arguments& arguments, const Super& super) {
  const Dict& values = arguments["values"].dict();
  const Value& company = values.get("company_id");
  if (!values.contains("sale_line_id") || !company) return super();
  return orm::to_list(orm::parse_domain(super()) & term("company_id", "=", company));
}

// Lines of an order stay apart, so that each knows what was delivered of it.
Value what_merges(const RecordSet&, const Arguments& arguments, const Super& super) {
  const Dict& values = arguments["procurement"].dict().get("values").dict();
  return List{values.get("sale_line_id"), super()};
}

// The customer is no vendor.
Value preferred_vendor(const RecordSet& rule, const Arguments&, const Super& super) {
  const auto route = rule.env().find_ref("stock_dropshipping.route_drop_shipping");
  return route && rule["route_id"] == *route ? Value(List{}) : super();
}

std::vector<orm::Method> search_methods(orm::In in) { return {{"_get_rule_domain", "", get_rule_domain, in}}; }

Value get_route_domain(const RecordSet& wizard, const Arguments&, const Super& super) {
  const auto route = wizard.env().find_ref("stock_dropshipping.route_drop_shipping");
  const Domain allowed = orm::parse_domain(super());
  return orm::to_list(route ? allowed & term("id", "!=", *route) : allowed);
}

}  // namespace

Behaviour stock_rule() {
  std::vector<orm::Method> methods = search_methods({.since = Series::v19});
  methods.emplace_back("_get_procurements_to_merge_groupby", "", what_merges);
  methods.emplace_back("_get_partner_id", "", preferred_vendor, orm::In{.since = Series::v18});
  return {.model = "stock.rule", .methods = std::move(methods)};
}

Behaviour procurement_group() {
  return {
      .model = "procurement.group", .in = {.until = Series::v18}, .methods = search_methods({.until = Series::v18})};
}

Behaviour product_replenish() {
  return {.model = "product.replenish",
          .methods = {{"_get_route_domain", "", get_route_domain, {.since = Series::v18}}}};
}

}  // namespace paridoo::addons::stock_dropshipping
