// stock.lot: lots that are valued apart.
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/models/value_fields.h"

namespace paridoo::addons::stock_account {
namespace {

void compute_value_svl(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    set_value_fields(lot, sum_of_layers(lot, "lot_id"), lot.number("product_qty"));
    if (!is_lot_valuated(lot["product_id"])) lot.set("company_currency_id", false);
  }
}

void compute_total_value(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    lot.set("company_currency_id", lot.env().company()["currency_id"]);
    lot.set("total_value", total_value_of_lot(lot));
  }
}

// A new lot costs what its product costs.
RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet lots = super(std::move(values));
  for (const RecordSet& lot : lots)
    if (is_lot_valuated(lot["product_id"]) && lot.number("standard_price") == 0)
      lot.with_context({{"disable_auto_svl", true}, {"disable_auto_revaluation", true}})
          .write({{"standard_price", lot["product_id"].number("standard_price")}});
  return lots;
}

// Since 19.0 it is remembered that the average cost of a lot was set by hand.
void write(const RecordSet& lots, Dict values, const WriteSuper& super) {
  const Env& env = lots.env();
  const bool sets_cost =
      env.since(Series::v19) && values.contains("standard_price") && !env.context("disable_auto_revaluation");
  super(lots, std::move(values));
  if (!sets_cost) return;
  std::vector<Dict> set;
  for (const RecordSet& lot : lots) {
    const RecordSet product = lot["product_id"], own = product["company_id"];
    if (product.text("cost_method") != "average") continue;
    set.push_back({{"product_id", product},
                   {"lot_id", lot},
                   {"value", lot.number("standard_price")},
                   {"company_id", own ? own : env.company()},
                   {"date", env.now_text()}});
  }
  if (!set.empty()) env.sudo()["product.value"].create(std::move(set));
}

}  // namespace

Behaviour stock_lot() {
  return {.model = "stock.lot",
          .computes = {{{"value_svl", "quantity_svl", "avg_cost", "total_value", "company_currency_id"},
                        compute_value_svl,
                        {.since = Series::v18, .until = Series::v18}},
                       {{"total_value", "company_currency_id"}, compute_total_value, {.since = Series::v19}}},
          .create = create,
          .write = write};
}

}  // namespace paridoo::addons::stock_account
