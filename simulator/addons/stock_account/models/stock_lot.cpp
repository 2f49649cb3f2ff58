// stock.lot: lots that are valued apart.
#include <fmt/format.h>

#include <vector>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/models/value_fields.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/orm/column_operand.h"

namespace paridoo::addons::stock_account {
namespace {

void compute_value_svl(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    set_layer_sums(lot, sum_of_layers(lot, "lot_id"));
    if (!is_lot_valuated(lot["product_id"])) lot.set("company_currency_id", false);
  }
}

void compute_worth(const RecordSet& lots) {
  for (const RecordSet& lot : lots) set_worth(lot, lot.number("product_qty"));
}

void compute_total_value(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    lot.set("company_currency_id", lot.env().company()["currency_id"]);
    lot.set("total_value", total_value_of_lot(lot));
  }
}

double cost_total_of_lot(const RecordSet& lot, double there) {
  const RecordSet product = lot["product_id"];
  const std::string method = product.text("cost_method");
  if (method == "standard") return lot.number("standard_price") * there;
  return method == "average" ? average_of(product, {.lot = lot}).value : fifo_value(product, there, {.lot = lot});
}

void compute_avg_cost(const RecordSet& lots) {
  for (const RecordSet& lot : lots) {
    const double there = lot.number("product_qty");
    lot.set("avg_cost", lot.flag("lot_valuated") && there != 0 ? cost_total_of_lot(lot, there) / there : 0);
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

// --- the cost of a lot changes: what there is of it is worth more or less

Dict price_change(const RecordSet& lot, double price) {
  const RecordSet product = lot["product_id"], company = lot.env().company(), all_rights = lot.sudo();
  const double quantity = all_rights.number("quantity_svl");
  if (product.text("cost_method") == "fifo" || stock::compare(quantity, 0, product["uom_id"]) <= 0) return {};
  const double difference =
      base::currency_round(company["currency_id"], price * quantity - all_rights.number("value_svl"));
  if (base::currency_is_zero(company["currency_id"], difference)) return {};
  return {{"company_id", company},
          {"product_id", product},
          {"description", fmt::format("Lot value manually modified (from {} to {})",
                                      orm::python_text(lot.number("standard_price")), orm::python_text(price))},
          {"value", difference},
          {"quantity", 0},
          {"lot_id", lot}};
}

void change_standard_price(const RecordSet& lots, const Value& written) {
  const orm::Rounding digits = orm::digits(base::precision_of(lots.env(), "Product Price"));
  const double price = orm::float_round(stock::quantity_in(written), digits);
  std::vector<Dict> all;
  for (const RecordSet& lot : lots)
    if (Dict values = price_change(lot, price); !values.empty()) all.push_back(std::move(values));
  if (!all.empty()) post_price_change(lots.env().sudo()["stock.valuation.layer"].create(std::move(all)), written);
  for (const RecordSet& product : lots.with_context({{"disable_auto_svl", true}})["product_id"])
    if (const double quantity = product.number("quantity_svl");
        product.text("cost_method") != "standard" && quantity != 0)
      product.write({{"standard_price", product.number("value_svl") / quantity}});
}

// Since 19.0 it is remembered that the average cost of a lot was set by hand.
void write(const RecordSet& lots, Dict values, const WriteSuper& super) {
  const Env& env = lots.env();
  const bool sets_cost =
      env.since(Series::v19) && values.contains("standard_price") && !env.context("disable_auto_revaluation");
  if (const Value* price = values.find("standard_price");
      price && !env.since(Series::v19) && !env.context("disable_auto_svl"))
    change_standard_price(lots, *price);
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
  return {
      .model = "stock.lot",
      .computes = {{{"value_svl", "quantity_svl", "company_currency_id"},
                    compute_value_svl,
                    {.since = Series::v18, .until = Series::v18}},
                   {{"avg_cost", "total_value"}, compute_worth, {.since = Series::v18, .until = Series::v18}},
                   {{"total_value", "company_currency_id"}, compute_total_value, {.since = Series::v19}},
                   {{"avg_cost"}, compute_avg_cost, {.since = Series::v19}}},
      .methods = {{"action_revaluation", "", action_revaluation_of_lot, {.since = Series::v18, .until = Series::v18}}},
      .create = create,
      .write = write};
}

}  // namespace paridoo::addons::stock_account
