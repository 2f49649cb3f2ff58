// Changes of how products are valued: the stock leaves the books by the old method and comes back by the new one.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "simulator/addons/account/move.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {

using stock::compare;
using stock::is_zero;

Revaluation::Revaluation(RecordSet products, std::string reason)
    : products_(std::move(products)), reason_(std::move(reason)) {}

namespace {

RecordSet layers_of(const RecordSet& records) { return records.env().sudo()["stock.valuation.layer"]; }

Dict described(Dict values, const std::string& reason, const RecordSet& company) {
  const Value adjustment = values.get("rounding_adjustment");
  values.erase("rounding_adjustment");
  values.set("description", reason + (adjustment.is_text() ? adjustment.text() : ""));
  values.set("company_id", company);
  return values;
}

// The lots that still have something to take from, or to settle.
RecordSet lots_with_rest(const RecordSet& product) {
  return layers_of(product)
      .search(term("product_id", "=", product) & term("remaining_qty", "!=", 0), {.order = "id"})["lot_id"]
      .in(product.env());
}

Dict emptying(const RecordSet& product, const RecordSet& of, bool is_positive, const std::optional<RecordSet>& lot) {
  const double quantity = of.number("quantity_svl");
  if (is_positive) return out_layer_values(product, quantity, product.env().company(), lot);
  const double cost = quantity != 0 ? of.number("value_svl") / quantity : 0;
  return in_layer_values(product, std::abs(quantity), cost, lot);
}

std::vector<Dict> emptying_layers(const RecordSet& products, const std::string& reason) {
  std::vector<Dict> all;
  const RecordSet company = products.env().company();
  for (const RecordSet& product : products) {
    const double quantity = product.number("quantity_svl");
    if (is_zero(quantity, product["uom_id"])) continue;
    if (!is_lot_valuated(product)) {
      all.push_back(described(emptying(product, product, quantity > 0, {}), reason, company));
      continue;
    }
    for (const RecordSet& lot : lots_with_rest(product))
      all.push_back(described(emptying(product, lot, quantity > 0, lot), reason, company));
  }
  return all;
}

// --- what lies there by lot

struct LotQuantities {
  std::vector<LotQuantity> positive = {};
  RecordSet negative;
};

LotQuantities lots_on_hand(const RecordSet& product) {
  const RecordSet quants = product.env().sudo()["stock.quant"].search(
      term("product_id", "=", product) & term("lot_id", "!=", false), {.order = "location_id, lot_id"});
  LotQuantities found{.negative = product.env()["stock.lot"]};
  for (const auto& [key, group] : quants.grouped(
           [](const RecordSet& quant) { return std::pair(quant["location_id"].id(), quant["lot_id"].id()); })) {
    if (!is_valued(group.first()["location_id"])) continue;
    const double quantity = group.sum("quantity");
    const RecordSet lot = group["lot_id"].in(product.env());
    if (quantity < 0) found.negative |= lot;
    if (quantity <= 0) continue;
    const auto same = std::find_if(found.positive.begin(), found.positive.end(),
                                   [&](const LotQuantity& each) { return each.lot == lot; });
    if (same == found.positive.end())
      found.positive.push_back({lot, quantity});
    else
      same->quantity += quantity;
  }
  return found;
}

bool has_stock_without_lot(const RecordSet& product) {
  const RecordSet quants = product.env().sudo()["stock.quant"].search(
      term("product_id", "=", product) & term("lot_id", "=", false) & term("quantity", "!=", 0));
  return !quants.filtered([](const RecordSet& quant) { return is_valued(quant["location_id"]); }).empty();
}

// Since 18.0 lots must be known, and there.
std::vector<LotQuantity> quantities_to_refill(const RecordSet& product, double quantity) {
  const std::vector<LotQuantity> all{{product.env()["stock.lot"], quantity}};
  if (!product.env().since(Series::v18)) return all;
  LotQuantities lots = lots_on_hand(product);
  if (lots.negative)
    throw user_error("Of lot " + lots.negative.first().display_name() + " there is less than nothing.");
  if (!is_lot_valuated(product)) return all;
  if (has_stock_without_lot(product))
    throw user_error("There is stock of " + product.display_name() + " without a lot.");
  return lots.positive;
}

std::vector<Dict> refill(const RecordSet& product, double quantity) {
  std::vector<Dict> all;
  const std::vector<LotQuantity> parts = quantities_to_refill(product, quantity);
  if (quantity == 0) return all;
  for (const LotQuantity& part : parts) {
    const std::optional<RecordSet> lot = part.lot ? std::optional(part.lot) : std::nullopt;
    if (compare(quantity, 0, product["uom_id"]) > 0) {
      const double taken = std::min(part.quantity, quantity);
      quantity -= taken;
      all.push_back(in_layer_values(product, taken, product.number("standard_price"), lot));
    } else {
      all.push_back(out_layer_values(product, -quantity, product.env().company(), lot));
    }
    if (is_zero(quantity, product["uom_id"])) break;
  }
  return all;
}

// --- entries

Dict row(const RecordSet& layer, const RecordSet& account, double debit, double credit) {
  return {{"name", layer.text("description")},
          {"account_id", account},
          {"debit", debit},
          {"credit", credit},
          {"product_id", layer["product_id"]}};
}

Dict entry_of(const RecordSet& layer, const RecordSet& debit, const RecordSet& credit) {
  const double amount = std::abs(layer.number("value"));
  const RecordSet product = layer["product_id"].in(layer.env());
  return {
      {"journal_id", stock_accounts(product).journal},
      {"company_id", layer.env().company()},
      {"ref", product.value("default_code")},
      {"stock_valuation_layer_ids", List{command::set(layer.ids())}},
      {"line_ids", List{command::create(row(layer, debit, amount, 0)), command::create(row(layer, credit, 0, amount))}},
      {"move_type", "entry"}};
}

// `was_negative`: since 18.0 stock below zero comes in from where goods that left wait.
Dict emptying_entry(const RecordSet& layer, bool was_negative) {
  const StockAccounts accounts = stock_accounts(layer["product_id"].in(layer.env()));
  return was_negative ? entry_of(layer, accounts.valuation, accounts.output)
                      : entry_of(layer, accounts.input, accounts.valuation);
}

Dict refilling_entry(const RecordSet& layer) {
  const StockAccounts accounts = stock_accounts(layer["product_id"].in(layer.env()));
  return layer.number("quantity") > 0 ? entry_of(layer, accounts.valuation, accounts.input)
                                      : entry_of(layer, accounts.output, accounts.valuation);
}

}  // namespace

void Revaluation::empty(bool automated, Reason reason) {
  for (const RecordSet& product : products_) quantities_.push_back(product.number("quantity_svl"));
  std::vector<Dict> values = emptying_layers(products_, reason_);
  if (values.empty()) return;
  const RecordSet layers = layers_of(products_).create(std::move(values));
  for (const RecordSet& layer : layers) {
    if (!automated) break;
    const bool looks_at_sign = reason == Reason::method && layer.env().since(Series::v18);
    entries_.push_back(emptying_entry(layer, looks_at_sign && layer.number("quantity") > 0));
  }
}

RecordSet Revaluation::refill_layers() {
  std::vector<Dict> all;
  for (std::size_t at = 0; at < products_.size(); ++at) {
    const RecordSet product = products_.at(at);
    for (Dict& values : refill(product, quantities_.at(at)))
      all.push_back(described(std::move(values), reason_, product.env().company()));
  }
  const RecordSet layers = layers_of(products_);
  return all.empty() ? layers : layers.create(std::move(all));
}

void Revaluation::replenish() {
  for (const RecordSet& layer : refill_layers())
    if (layer["product_id"].text("valuation") == "real_time") entries_.push_back(refilling_entry(layer));
  for (const RecordSet& product : products_)
    if (is_lot_valuated(product))
      product.env()["stock.lot"]
          .search(term("product_id", "=", product))
          .with_context({{"disable_auto_svl", true}})
          .write({{"standard_price", product.number("standard_price")}});
}

void replenish(const Env& env, std::vector<Revaluation>& revaluations) {
  for (Revaluation& revaluation : revaluations) revaluation.replenish();
  std::vector<Dict> entries;
  for (Revaluation& revaluation : revaluations) {
    std::vector<Dict> made = revaluation.take_entries();
    std::move(made.begin(), made.end(), std::back_inserter(entries));
  }
  if (!entries.empty()) account::post(env.sudo()["account.move"].create(std::move(entries)));
}

}  // namespace paridoo::addons::stock_account
