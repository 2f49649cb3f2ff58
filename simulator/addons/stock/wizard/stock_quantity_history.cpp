// stock.quantity.history: the stock as it was.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {
namespace {

Value open_at_date(const RecordSet& wizard, const Arguments&) {
  const Env& env = wizard.env();
  Domain domain = storable(env);
  if (const Value& product = env.context("product_id"))
    domain = domain & term("id", "=", product);
  else if (const Value& of = env.context("product_tmpl_id"))
    domain = domain & term("product_tmpl_id", "=", of);
  Dict context = env.context();
  context.set("to_date", wizard.value("inventory_datetime"));
  Value action = window_action(
      {.name = "Products", .model = "product.product", .view_mode = "list,form", .context = std::move(context)});
  action.dict().set("domain", to_list(domain));
  action.dict().set("display_name", wizard.value("inventory_datetime"));
  return action;
}

}  // namespace

Behaviour stock_quantity_history() {
  return {.model = "stock.quantity.history", .methods = {{"open_at_date", "", open_at_date}}};
}

}  // namespace paridoo::addons::stock
