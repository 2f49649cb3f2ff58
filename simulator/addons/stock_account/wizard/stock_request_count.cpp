// stock.request.count: on which day the count is booked.
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

Value get_values_to_write(const RecordSet& request, const Arguments&, const Super& super) {
  Dict values = super().dict();
  if (const Value date = request.value("accounting_date")) values.set("accounting_date", date);
  return values;
}

}  // namespace

Behaviour stock_request_count() {
  return {.model = "stock.request.count", .methods = {{"_get_values_to_write", "", get_values_to_write}}};
}

}  // namespace paridoo::addons::stock_account
