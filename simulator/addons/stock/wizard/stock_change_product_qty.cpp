// stock.change.product.qty: says how much there is of a product. Until 18.0.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/warehouse.h"

namespace paridoo::addons::stock {
namespace {

Value onchange_product_id(const RecordSet& wizard) {
  wizard.set("new_quantity", wizard["product_id"].number("qty_available"));
  return {};
}

void check_new_quantity(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    if (wizard.number("new_quantity") < 0) throw user_error("There cannot be less than nothing of a product.");
}

Value change_product_qty(const RecordSet& wizard, const Arguments&) {
  const Env& env = wizard.env();
  const Dict count{{"product_id", wizard["product_id"]},
                   {"location_id", warehouse_of(env.company())["lot_stock_id"]},
                   {"inventory_quantity", wizard.number("new_quantity")}};
  env["stock.quant"].with_context({{"inventory_mode", true}}).create(count).call("_apply_inventory");
  return Dict{{"type", "ir.actions.act_window_close"}};
}

}  // namespace

Behaviour stock_change_product_qty() {
  return {.model = "stock.change.product.qty",
          .in = {.until = Series::v18},
          .constraints = {{check_new_quantity, {"new_quantity"}}},
          .onchanges = {{{"product_id"}, onchange_product_id}},
          .methods = {{"change_product_qty", "", change_product_qty}}};
}

}  // namespace paridoo::addons::stock
