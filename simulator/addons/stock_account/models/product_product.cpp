// product.product: what there is of a product is worth.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/models/value_fields.h"
#include "simulator/addons/stock_account/valuation.h"
#include "simulator/orm/column_operand.h"

namespace paridoo::addons::stock_account {

using stock::compare;
using stock::is_zero;

ValueAndQuantity sum_of_layers(const RecordSet& record, std::string_view field) {
  const Env& env = record.env();
  const RecordSet company = env.company();
  Domain domain = term("company_id", "=", company) & term(std::string(field), "=", record);
  if (const Value& to_date = env.context("to_date")) domain = domain & term("create_date", "<=", to_date);
  const std::array<std::string_view, 2> summed{"value", "quantity"};
  ValueAndQuantity sum;
  for (const auto& group : env.sudo()["stock.valuation.layer"].sums_by(field, summed, domain)) {
    sum.value += group.sums[0];
    sum.quantity += group.sums[1];
  }
  sum.value = base::currency_round(company["currency_id"], sum.value);
  return sum;
}

void set_layer_sums(const RecordSet& record, const ValueAndQuantity& sum) {
  record.set("company_currency_id", record.env().company()["currency_id"]);
  record.set("value_svl", sum.value);
  record.set("quantity_svl", sum.quantity);
}

void set_worth(const RecordSet& record, double on_hand) {
  const double quantity = record.number("quantity_svl");
  const double average = quantity != 0 ? record.number("value_svl") / quantity : 0;
  record.set("avg_cost", average);
  record.set("total_value", average * on_hand);
}

Dict in_layer_values(const RecordSet& product, double quantity, double unit_cost, const std::optional<RecordSet>& lot) {
  const RecordSet company = product.env().company();
  const double value = base::currency_round(company["currency_id"], unit_cost * quantity);
  Dict values{{"product_id", product},     {"value", value},           {"unit_cost", unit_cost}, {"quantity", quantity},
              {"remaining_qty", quantity}, {"remaining_value", value}, {"company_id", company}};
  if (product.env().since(Series::v18)) values.set("lot_id", lot ? Value(*lot) : Value(false));
  return values;
}

namespace {

// The average price is rounded: what this makes of the value of the stock goes out with the goods, if it is no more
// than rounding.
void adjust_rounding(const RecordSet& product, double cost, double quantity, Dict& values) {
  const RecordSet currency = product.env().company()["currency_id"];
  const double there = product.number("quantity_svl");
  if (product.text("cost_method") != "average" || is_zero(there, product["uom_id"])) return;
  const double error =
      base::currency_round(currency, (cost * there - product.number("value_svl")) * std::abs(quantity / there));
  const double step = currency.number("rounding");
  const double most = base::currency_round(currency, std::max(std::abs(quantity) * step / 2, step));
  if (error == 0 || std::abs(error) > most) return;
  values.set("value", values.get("value").number() + error);
  values.set("rounding_adjustment", fmt::format("\nRounding Adjustment: {:+.{}f} {}", error,
                                                currency.integer("decimal_places"), currency.text("symbol")));
}

}  // namespace

Dict out_layer_values(const RecordSet& product, double quantity, const RecordSet& company,
                      const std::optional<RecordSet>& lot) {
  const RecordSet own_company = product.env().company();
  double cost = product.number("standard_price");
  if (lot && lot->number("standard_price") != 0) cost = lot->number("standard_price");
  Dict values{{"product_id", product},
              {"value", base::currency_round(own_company["currency_id"], -quantity * cost)},
              {"unit_cost", cost},
              {"quantity", -quantity},
              {"company_id", own_company}};
  if (product.env().since(Series::v18)) values.set("lot_id", lot ? Value(*lot) : Value(false));
  const Taken taken = run_fifo(product, quantity, company, lot);
  if (taken.lacking) values.set("remaining_qty", *taken.lacking);
  adjust_rounding(product, cost, -quantity, values);
  if (product.text("cost_method") == "fifo") values.update({{"value", taken.value}, {"unit_cost", taken.unit_cost}});
  return values;
}

namespace {

void compute_value_svl(const RecordSet& products) {
  for (const RecordSet& product : products) set_layer_sums(product, sum_of_layers(product, "product_id"));
}

void compute_worth(const RecordSet& products) {
  for (const RecordSet& product : products) set_worth(product, product.number("qty_available"));
}

// Since 19.0.
void compute_total_value(const RecordSet& products) {
  for (const RecordSet& product : products) {
    product.set("company_currency_id", product.env().company()["currency_id"]);
    const double value = total_value(product), there = valued_on_hand(product);
    product.set("total_value", value);
    product.set("avg_cost", is_zero(there, product["uom_id"]) ? 0 : value / there);
  }
}

// --- the cost price changes: what there is is worth more or less

Dict price_change(const RecordSet& product, double price) {
  const RecordSet company = product.env().company(), currency = company["currency_id"];
  const RecordSet all_rights = product.sudo();
  const double quantity = all_rights.number("quantity_svl");
  if (compare(quantity, 0, product["uom_id"]) <= 0) return {};
  const double difference = base::currency_round(currency, price * quantity - all_rights.number("value_svl"));
  if (base::currency_is_zero(currency, difference)) return {};
  return {{"company_id", company},
          {"product_id", product},
          {"description", fmt::format("Product value manually modified (from {} to {})",
                                      orm::python_text(product.number("standard_price")), orm::python_text(price))},
          {"value", difference},
          {"quantity", 0}};
}

void change_standard_price(const RecordSet& products, const Value& written) {
  const double new_price = stock::quantity_in(written);
  const orm::Rounding digits = orm::digits(base::precision_of(products.env(), "Product Price"));
  const double price = orm::float_round(new_price, digits);
  const RecordSet layers = products.env().sudo()["stock.valuation.layer"];
  std::vector<Dict> all;
  for (const RecordSet& product : products) {
    if (product.text("cost_method") == "fifo") continue;
    if (is_lot_valuated(product)) {
      products.env()["stock.lot"].search(term("product_id", "=", product)).write({{"standard_price", new_price}});
    } else if (Dict values = price_change(product, price); !values.empty()) {
      all.push_back(std::move(values));
    }
  }
  if (!all.empty()) post_price_change(layers.create(std::move(all)), written);
}

std::map<Id, double> costs_of(const RecordSet& products) {
  std::map<Id, double> costs;
  for (const RecordSet& product : products) costs[product.id()] = product.number("standard_price");
  return costs;
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet products = super(std::move(values));
  if (model.env().since(Series::v19)) remember_costs(products, {});
  return products;
}

void write_since_19(const RecordSet& products, Dict values, const WriteSuper& super) {
  const bool sets_cost = values.contains("standard_price") && !products.env().context("disable_auto_revaluation");
  const std::map<Id, double> before = sets_cost ? costs_of(products) : std::map<Id, double>();
  super(products, std::move(values));
  if (sets_cost) remember_costs(products, before);
}

void write(const RecordSet& products, Dict values, const WriteSuper& super) {
  const Value* price = values.find("standard_price");
  const bool has_layers = !products.env().since(Series::v19);
  if (price && has_layers && !products.env().context("disable_auto_svl")) change_standard_price(products, *price);
  if (const Value* by_lot = values.find("lot_valuated")) {
    products["product_tmpl_id"].write({{"lot_valuated", *by_lot}});
    values.erase("lot_valuated");
  }
  has_layers ? super(products, std::move(values)) : write_since_19(products, std::move(values), super);
}

}  // namespace

Behaviour product_product() {
  return {
      .model = "product.product",
      .computes = {{{"value_svl", "quantity_svl", "company_currency_id"}, compute_value_svl, {.until = Series::v18}},
                   {{"avg_cost", "total_value"}, compute_worth, {.until = Series::v18}},
                   {{"avg_cost", "total_value", "company_currency_id"}, compute_total_value, {.since = Series::v19}}},
      .methods = {{"action_revaluation", "", action_revaluation_of_product, {.until = Series::v18}}},
      .create = create,
      .write = write};
}

}  // namespace paridoo::addons::stock_account
