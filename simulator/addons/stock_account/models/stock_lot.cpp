// stock.lot: lots that are valued apart.
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/models/value_fields.h"

namespace paridoo::addons::stock_account {
namespace {

void compute_value_svl(const RecordSet& lots) {
  for (const RecordSet& lot : lots) set_value_fields(lot, sum_of_layers(lot, "lot_id"), lot.number("product_qty"));
}

// A new lot costs what its product costs.
RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet lots = super(std::move(values));
  for (const RecordSet& lot : lots)
    if (is_lot_valuated(lot["product_id"]) && lot.number("standard_price") == 0)
      lot.with_context({{"disable_auto_svl", true}})
          .write({{"standard_price", lot["product_id"].number("standard_price")}});
  return lots;
}

}  // namespace

Behaviour stock_lot() {
  return {.model = "stock.lot",
          .computes = {{{"value_svl", "quantity_svl", "avg_cost", "total_value", "company_currency_id"},
                        compute_value_svl,
                        {.since = Series::v18, .until = Series::v18}}},
          .create = create};
}

}  // namespace paridoo::addons::stock_account
