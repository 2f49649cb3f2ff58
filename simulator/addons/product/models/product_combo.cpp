// Lists that the buyer of a combo product chooses one product from each.
#include <algorithm>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/product/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_item_count(const RecordSet& self) {
  for (const RecordSet& combo : self)
    combo.set("combo_item_count", static_cast<std::int64_t>(combo["combo_item_ids"].size()));
}

void compute_currency(const RecordSet& self) {
  const RecordSet main_company = self.env().ref("base.main_company").sudo();
  for (const RecordSet& combo : self) {
    const RecordSet own = combo.sudo()["company_id"]["currency_id"];
    combo.set("currency_id", own ? own : main_company["currency_id"]);
  }
}

// What the cheapest product costs: whatever is chosen, the combo has one price.
void compute_base_price(const RecordSet& self) {
  for (const RecordSet& combo : self) {
    const RecordSet own = combo["company_id"];
    std::vector<double> prices;
    for (const RecordSet& item : combo["combo_item_ids"])
      prices.push_back(base::convert(item.number("lst_price"), item["currency_id"], combo["currency_id"],
                                     own ? own : self.env().company()));
    combo.set("base_price", prices.empty() ? 0.0 : *std::min_element(prices.begin(), prices.end()));
  }
}

void check_items(const RecordSet& self) {
  for (const RecordSet& combo : self) {
    const RecordSet items = combo["combo_item_ids"];
    if (items.empty()) throw validation_error("A list to choose from has at least one product.");
    if (items["product_id"].size() < items.size())
      throw validation_error("A list to choose from names each product once.");
  }
}

void check_product(const RecordSet& self) {
  for (const RecordSet& item : self)
    if (item["product_id"].text("type") == "combo")
      throw validation_error("A combo is not chosen as a part of another combo.");
}

}  // namespace

Behaviour product_combo() {
  return {
      .model = "product.combo",
      .in = {.since = Series::v18},
      .computes = {{{"combo_item_count"}, compute_item_count},
                   {{"currency_id"}, compute_currency},
                   {{"base_price"}, compute_base_price}},
      .constraints = {{check_items, {"combo_item_ids"}}},
  };
}

Behaviour product_combo_item() {
  return {
      .model = "product.combo.item",
      .in = {.since = Series::v18},
      .constraints = {{check_product, {"product_id"}}},
  };
}

}  // namespace paridoo::addons::product
