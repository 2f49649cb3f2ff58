// The stock of one product: where it lies, and how much of it can still be promised.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/stock/stock_levels.h"

namespace paridoo::stock {

struct ProductStock {
  Id id = 0;
  std::string name;
  std::optional<std::string> internal_reference;
  std::string tracking;  // none, lot, serial
  std::vector<StockLevel> levels;
  double on_hand = 0;  // of all levels
  double reserved = 0;
  double available = 0;
  double forecasted = 0;  // on hand, what is to come and what is to leave
};

// Of one warehouse, or of all. not_found for a product that there is not.
Result<ProductStock> product_stock(const odoo::Session& odoo, Id product, const std::optional<Id>& warehouse);

}  // namespace paridoo::stock
