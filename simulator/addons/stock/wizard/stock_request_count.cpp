// stock.request.count: asks somebody to count.
#include <algorithm>

#include "simulator/addons/stock/groups.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

// Where lots are kept apart, all quants of a product at a place are counted together.
RecordSet quants_to_count(const RecordSet& request) {
  RecordSet quants = request["quant_ids"];
  if (!user_is_in(request.env(), "stock.group_production_lot")) return quants;
  for (const RecordSet& quant : quants.where("product_id.tracking", "!=", "none"))
    quants |= quants.none().search(term("product_id", "=", quant["product_id"]) &
                                   term("location_id", "=", quant["location_id"]));
  return quants;
}

Value get_values_to_write(const RecordSet& request, const Arguments&) {
  Dict values{{"inventory_date", request.value("inventory_date")}};
  if (const RecordSet user = request["user_id"]) values.set("user_id", user);
  return values;
}

Value action_request_count(const RecordSet& requests, const Arguments&) {
  for (const RecordSet& request : requests) {
    const RecordSet quants = quants_to_count(request);
    if (request.text("set_count") == "set") {
      const RecordSet unset = quants - quants.filtered("inventory_quantity_set");
      if (unset) unset.call("action_set_inventory_quantity");
    }
    quants.with_context({{"inventory_mode", true}}).write(request.call("_get_values_to_write").dict());
  }
  return {};
}

}  // namespace

Behaviour stock_request_count() {
  return {.model = "stock.request.count",
          .methods = {{"action_request_count", "", action_request_count},
                      {"_get_values_to_write", "", get_values_to_write}}};
}

}  // namespace paridoo::addons::stock
