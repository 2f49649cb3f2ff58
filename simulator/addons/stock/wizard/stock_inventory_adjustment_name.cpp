// stock.inventory.adjustment.name: counts are applied under a name.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

Value action_apply(const RecordSet& wizard, const Arguments&) {
  const RecordSet quants = wizard["quant_ids"].filtered("inventory_quantity_set");
  return quants.with_context({{"inventory_name", wizard.value("inventory_adjustment_name")}})
      .call("action_apply_inventory");
}

}  // namespace

Behaviour stock_inventory_adjustment_name() {
  return {.model = "stock.inventory.adjustment.name", .methods = {{"action_apply", "", action_apply}}};
}

}  // namespace paridoo::addons::stock
