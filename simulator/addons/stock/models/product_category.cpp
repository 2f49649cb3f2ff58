// product.category: the routes of a category and of those above it.
#include "simulator/addons/base/boolean_search.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

RecordSet routes_above(const RecordSet& category) {
  RecordSet routes = category.env()["stock.route"];
  for (RecordSet above = category["parent_id"]; above; above = above["parent_id"]) routes |= above["route_ids"];
  return routes;
}

void compute_parent_route_ids(const RecordSet& categories) {
  for (const RecordSet& category : categories) {
    category.set("parent_route_ids", routes_above(category) - category["route_ids"]);
  }
}

void compute_total_route_ids(const RecordSet& categories) {
  for (const RecordSet& category : categories)
    category.set("total_route_ids", category["route_ids"] | routes_above(category));
}

Domain search_total_route_ids(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const RecordSet all = model.sudo().search(Domain::everything());
  return term("id", "in", all.where("total_route_ids", std::string(comparison), operand).ids());
}

// The category of the product that the client looks at; all if it looks at none.
Domain categories_for_putaway(const Env& env) {
  const Value &of = env.context("active_model"), &id = env.context("active_id");
  if (!id.is_integer() || !(of == Value("product.template") || of == Value("product.product")))
    return Domain::everything();
  const RecordSet product = env[of.text()].browse(id.integer()).exists();
  return product ? term("id", "=", product["categ_id"]) : Domain::everything();
}

Domain search_filter_for_putaway(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Domain found = categories_for_putaway(model.env());
  if (model.env().since(Series::v19))
    return base::boolean_domain(comparison, operand, [&](bool is_shown) { return is_shown ? found : !found; });
  if (comparison != "=" || !operand)
    throw orm::Fault(orm::FaultKind::assertion_error, "The filter of categories is on, or is not asked for.");
  return found;
}

}  // namespace

Behaviour product_category() {
  return {.model = "product.category",
          .computes = {{{"parent_route_ids"}, compute_parent_route_ids, {.since = Series::v18}},
                       {{"total_route_ids"}, compute_total_route_ids}},
          .searches = {{"total_route_ids", search_total_route_ids},
                       {"filter_for_stock_putaway_rule", search_filter_for_putaway}}};
}

}  // namespace paridoo::addons::stock
