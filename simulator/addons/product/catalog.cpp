#include "simulator/addons/product/catalog.h"

#include "simulator/addons/base/boolean_search.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using orm::Domain;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

Domain products_of_order(const RecordSet& lines) {
  const Value& order = lines.env().context("order_id");
  if (!order) return Domain::nothing();
  return term("id", "in", lines.search(term("order_id", "=", order))["product_id"].ids());
}

}  // namespace

// Before 19.0 Odoo gives what is in the order whether that is asked or its opposite.
Domain search_in_order(const RecordSet& lines, std::string_view comparison, const Value& operand) {
  const Domain found = products_of_order(lines);
  if (lines.env().since(orm::Series::v19))
    return base::boolean_domain(comparison, operand, [&](bool is_in) { return is_in ? found : !found; });
  if ((comparison != "=" && comparison != "!=") || !operand.is_boolean())
    throw orm::user_error("Products are in the order or not: there is nothing else to ask.");
  return found;
}

}  // namespace paridoo::addons::product
