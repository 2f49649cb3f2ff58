// What is on hand where.
#pragma once

#include <optional>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::stock {

using odoo::Id;

struct StockLevel {
  odoo::Reference product;
  odoo::Reference location;
  double on_hand = 0;  // in the product's unit of measure
  double reserved = 0;
  double available = 0;  // on hand and not reserved; below zero where more left than was there
};

struct StockLevelFilter {
  std::optional<Id> product;
  std::optional<Id> warehouse;
  std::optional<Id> company;
  std::optional<Id> lot = {};
};

// One level for each product and internal location that Odoo has counted it in, lots and packages added up.
Result<std::vector<StockLevel>> stock_levels(const odoo::Session& odoo, const StockLevelFilter& filter);

}  // namespace paridoo::stock
