// Correcting the books by what was counted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::stock {

using odoo::Id;

struct CountedLine {
  Id product = 0;
  std::optional<Id> lot = {};
  std::optional<Id> location = {};  // empty: where the warehouse's stock of it lies
  double counted = 0;               // in the product's unit of measure
};

struct Count {
  Id warehouse = 0;
  std::string reason;  // becomes the reference of the movements
  std::vector<CountedLine> lines;
};

struct AdjustedLine {
  odoo::Reference product;
  odoo::Reference location;
  std::optional<odoo::Reference> lot;
  double before = 0;
  double counted = 0;
};

// Pointers in errors lead into the request.
//   not_found             no such warehouse, product, lot or location
//   invalid_request       the product lies in several places of the warehouse: say in which it was counted
//   confirmation_needed   Odoo asks something that only a person can answer
Result<std::vector<AdjustedLine>> adjust_stock(const odoo::Session& odoo, const Count& count);

}  // namespace paridoo::stock
