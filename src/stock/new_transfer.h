// Transfers that are made by hand: goods that a supplier brings, goods that change their place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::stock {

using odoo::Id;

struct TransferLine {
  Id product = 0;
  double quantity = 0;                       // in the product's unit of measure
  std::optional<Id> lot = {};                // either this
  std::optional<std::string> lot_name = {};  // or this, or neither
};

struct NewReceipt {
  Id warehouse = 0;
  Id supplier = 0;
  std::optional<std::string> scheduled_on = {};  // "YYYY-MM-DD"
  std::vector<TransferLine> lines = {};          // lots by name: made where they are new
  bool validate = false;                         // the goods are here already
};

struct NewInternalTransfer {
  Id from = 0;
  Id to = 0;
  std::vector<TransferLine> lines = {};  // lots that exist
  bool validate = false;
};

struct MadeTransfer {
  Id id = 0;
  std::string name;
  std::string state;
};

// Pointers in errors lead into the request. What Odoo refuses to validate is cancelled again.
//   not_found             no such warehouse, supplier, location, product or lot
//   invalid_request       the two locations are the same
//   confirmation_needed   Odoo asks something that only a person can answer
Result<MadeTransfer> receive_goods(const odoo::Session& odoo, const NewReceipt& receipt);
Result<MadeTransfer> move_goods(const odoo::Session& odoo, const NewInternalTransfer& transfer);

}  // namespace paridoo::stock
