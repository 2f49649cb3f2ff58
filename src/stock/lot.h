// Lots and serial numbers, and where they lie.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"
#include "src/stock/stock_levels.h"

namespace paridoo::stock {

struct Lot {
  Id id = 0;
  std::string name;
  std::optional<std::string> reference;
  odoo::Reference product;
  double on_hand = 0;
};

struct LotFilter {
  std::optional<Id> product;
  std::optional<std::string> name;       // exactly this
  std::optional<std::string> name_part;  // anywhere in the name, whatever its case
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct LotPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Lot> lots;
};

struct LocatedLot {
  Lot lot;
  std::vector<StockLevel> levels;  // one for each internal location that has some of it
};

Result<LotPage> list_lots(const odoo::Session& odoo, const LotFilter& filter);

// The lot of exactly that name; of several products' the oldest. not_found if there is none.
Result<LocatedLot> locate_lot(const odoo::Session& odoo, const std::string& name);

}  // namespace paridoo::stock
