// Carrying out a delivery: the goods leave.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/stock/delivery.h"

namespace paridoo::stock {

// What was picked, of a move or of one of its lines; with a lot where the product is tracked.
struct PickedQuantity {
  std::optional<Id> move = {};       // either this
  std::optional<Id> move_line = {};  // or this
  double quantity = 0;
  std::optional<Id> lot = {};
  std::optional<std::string> lot_name = {};  // an existing lot of the product; instead of `lot`
};

struct DeliveryValidation {
  std::vector<PickedQuantity> picked = {};  // empty: everything, as ordered
  bool make_backorder = false;              // for what is not picked
};

struct ValidatedDelivery {
  Delivery delivery;
  std::optional<odoo::Reference> backorder = {};
};

// Pointers in errors lead into the request's `lines`.
//   not_found             no such delivery, move, line or lot
//   invalid_state         it is done or cancelled
//   partial_delivery      less than ordered and no leave to make a backorder; nothing has been changed
//   confirmation_needed   Odoo asks something else; the picked quantities are written, the goods have not left
Result<ValidatedDelivery> validate_delivery(const odoo::Session& odoo, Id id, const DeliveryValidation& validation);

// Presses Odoo's button on a transfer of any kind.
//   partial_delivery   Odoo asks for a backorder and there is no leave to make one
Result<void> press_validate(const odoo::Session& odoo, Id transfer, bool may_make_backorder);

}  // namespace paridoo::stock
