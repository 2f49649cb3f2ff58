// First in, first out: which layers goods are taken from, and how stock below zero is settled.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

using stock::compare;
using stock::is_zero;

double unit_value(const RecordSet& layer) { return layer.number("remaining_value") / layer.number("remaining_qty"); }

// Takes up to `quantity` from one layer; gives what was taken, and its value.
std::pair<double, double> take_from(const RecordSet& layer, double quantity) {
  const double taken = std::min(quantity, layer.number("remaining_qty"));
  const double value = base::currency_round(layer["currency_id"], taken * unit_value(layer));
  layer.write({{"remaining_qty", layer.number("remaining_qty") - taken},
               {"remaining_value", layer.number("remaining_value") - value}});
  return {taken, value};
}

// The layers that still hold something, the oldest first.
RecordSet candidates(const RecordSet& product, const RecordSet& company, const std::optional<RecordSet>& lot) {
  Domain holding = term("product_id", "=", product) & term("remaining_qty", ">", 0) & term("company_id", "=", company);
  if (product.env().since(Series::v18)) holding = holding & term("lot_id", "=", lot ? Value(*lot) : Value(false));
  return product.env().sudo()["stock.valuation.layer"].search(holding);
}

struct Run {
  double missing;
  double value = 0;
  double last_price = 0;
};

Run take_from_all(const RecordSet& layers, double quantity, const RecordSet& unit) {
  Run run{quantity};
  for (const RecordSet& layer : layers) {
    run.last_price = unit_value(layer);
    const auto [taken, value] = take_from(layer, run.missing);
    run.missing -= taken;
    run.value += value;
    if (!is_zero(run.missing, unit)) continue;
    const RecordSet rest = layers.filtered([](const RecordSet& each) { return each.number("remaining_qty") > 0; });
    if (is_zero(layer.number("remaining_qty"), unit) && rest) run.last_price = rest.at(0).number("unit_cost");
    break;
  }
  return run;
}

// The cost of a FIFO product is the mean of what is left.
void update_fifo_cost(const RecordSet& product, const RecordSet& company, const RecordSet& layers, const Run& run) {
  const RecordSet unit = product["uom_id"];
  const RecordSet priced = product.sudo().with_company(company).with_context({{"disable_auto_svl", true}});
  const double quantity = layers.sum("remaining_qty");
  if (compare(quantity, 0, unit) > 0)
    priced.write({{"standard_price", layers.sum("remaining_value") / quantity}});
  else if (layers && !is_zero(run.missing, unit))
    priced.write({{"standard_price", run.last_price}});
}

}  // namespace

Taken run_fifo(const RecordSet& product, double quantity, const RecordSet& company,
               const std::optional<RecordSet>& lot) {
  const RecordSet layers = candidates(product, company, lot), unit = product["uom_id"];
  const Run run = take_from_all(layers, quantity, unit);
  if (product.text("cost_method") == "fifo") update_fifo_cost(product, company, layers, run);
  if (is_zero(run.missing, unit)) return {.value = -run.value, .unit_cost = run.value / quantity};
  // What is not there goes at the last price, until it comes.
  const double price = run.last_price != 0 ? run.last_price : product.number("standard_price");
  return {.value = -(run.value + price * run.missing), .unit_cost = price, .lacking = -run.missing};
}

namespace {

// --- settling

bool is_later(const RecordSet& layer, const RecordSet& than) {
  return std::tuple(layer.text("create_date"), layer.id()) > std::tuple(than.text("create_date"), than.id());
}

Dict correction(const RecordSet& layer, double value) {
  const RecordSet move = layer["stock_move_id"];
  const std::string picking = move["picking_id"].text("name");
  Dict values{
      {"product_id", layer["product_id"]},
      {"value", value},
      {"unit_cost", 0},
      {"quantity", 0},
      {"remaining_qty", 0},
      {"stock_move_id", move},
      {"company_id", move["company_id"]},
      {"description", "Revaluation of " + (picking.empty() ? move.text("name") : picking) + " (negative inventory)"},
      {"stock_valuation_layer_id", layer}};
  if (layer.env().since(Series::v18)) values.set("lot_id", layer["lot_id"]);
  return values;
}

// Settles one layer that lacks goods; gives the values of the layer that corrects its price, if any.
Dict settle(const RecordSet& lacking, const RecordSet& sources) {
  const RecordSet unit = lacking["product_id"]["uom_id"], currency = lacking["currency_id"];
  double missing = -lacking.number("remaining_qty"), taken_in_all = 0, value_in_all = 0;
  for (const RecordSet& source : sources) {
    const auto [taken, value] = take_from(source, missing);
    missing -= taken;
    taken_in_all += taken;
    value_in_all += value;
    if (is_zero(missing, unit)) break;
  }
  lacking.write({{"remaining_qty", lacking.number("remaining_qty") + taken_in_all}});
  const double difference = lacking.number("unit_cost") * taken_in_all - value_in_all;
  if (base::currency_is_zero(currency, difference)) return {};
  return correction(lacking, base::currency_round(currency, difference));
}

// The layers that settling a product needs. Whether there was anything to settle is told in `any`.
struct Correction {
  RecordSet lacking;
  Dict values;
};

std::vector<Correction> settle_product(const RecordSet& product, const RecordSet& company, bool& any) {
  const RecordSet layers = product.env().sudo()["stock.valuation.layer"];
  const Domain of_product = term("product_id", "=", product) & term("company_id", "=", company);
  const auto by_date = [](const RecordSet& layer) { return std::tuple(layer.text("create_date"), layer.id()); };
  const RecordSet lacking =
      layers.search(of_product & term("remaining_qty", "<", 0) & term("stock_move_id", "!=", false)).sorted(by_date);
  any = !lacking.empty();
  std::vector<Correction> corrections;
  for (const RecordSet& layer : lacking) {
    const RecordSet holding = layers.search(of_product & term("remaining_qty", ">", 0));
    const RecordSet sources = holding.filtered([&](const RecordSet& source) {
      return is_later(source, layer) && (!is_lot_valuated(product) || source["lot_id"] == layer["lot_id"]);
    });
    if (!sources) break;
    if (Dict values = settle(layer, sources); !values.empty()) corrections.push_back({layer, std::move(values)});
  }
  return corrections;
}

void update_cost(const RecordSet& record) {
  const RecordSet priced = record.sudo().with_context({{"disable_auto_svl", true}});
  const double quantity = priced.number("quantity_svl");
  if (quantity != 0) priced.write({{"standard_price", priced.number("value_svl") / quantity}});
}

}  // namespace

void run_fifo_vacuum(const RecordSet& products, const RecordSet& company) {
  for (const RecordSet& each : products) {
    const RecordSet product = each.with_company(company);
    bool any = false;
    RecordSet made = product.env().sudo()["stock.valuation.layer"];
    std::vector<Settled> settled;
    for (Correction& correction : settle_product(product, company, any)) {
      const RecordSet layer = made.create(std::move(correction.values));
      settled.push_back({layer, correction.lacking});
      made |= layer;
    }
    if (any && product.text("cost_method") != "standard") {
      if (is_lot_valuated(product))
        for (const RecordSet& lot : made["lot_id"].in(product.env())) update_cost(lot);
      update_cost(product);
    }
    post_entries(made);
    if (product.text("valuation") == "real_time") post_expenses(settled);
  }
}

}  // namespace paridoo::addons::stock_account
