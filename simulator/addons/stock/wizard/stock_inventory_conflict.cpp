// stock.inventory.conflict: what to do with counts of quants that have changed since.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

Value action_keep_counted_quantity(const RecordSet& wizard, const Arguments&) {
  const RecordSet quants = wizard["quant_ids"];
  for (const RecordSet& quant : quants)
    quant.write({{"inventory_diff_quantity", quant.number("inventory_quantity") - quant.number("quantity")}});
  return quants.call("action_apply_inventory");
}

Value action_keep_difference(const RecordSet& wizard, const Arguments&) {
  const RecordSet quants = wizard["quant_ids"];
  for (const RecordSet& quant : quants)
    quant.write({{"inventory_quantity", quant.number("quantity") + quant.number("inventory_diff_quantity")}});
  return quants.call("action_apply_inventory");
}

}  // namespace

Behaviour stock_inventory_conflict() {
  return {.model = "stock.inventory.conflict",
          .methods = {{"action_keep_counted_quantity", "", action_keep_counted_quantity},
                      {"action_keep_difference", "", action_keep_difference}}};
}

}  // namespace paridoo::addons::stock
