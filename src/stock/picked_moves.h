// What a validation picks, resolved against the moves that the delivery has.
#pragma once

#include <optional>
#include <vector>

#include "src/stock/validate_delivery.h"

namespace paridoo::stock {

struct PickedPart {
  double quantity = 0;
  std::optional<Id> line =
      {};  // an existing move line to change; empty: the move's own affair, or a new line for the lot
  std::optional<Id> lot = {};
};

struct PickedMove {
  const Move* move = nullptr;
  std::vector<PickedPart> parts = {};

  double quantity() const;
  // Neither lines, lots nor another quantity: it only has to be marked as picked.
  bool is_as_reserved() const;
};

// The moves that leave, in the delivery's order; they point into `delivery`. Lots given by name are looked up.
Result<std::vector<PickedMove>> resolve_picked(const odoo::Session& odoo, const DeliveryWithMoves& delivery,
                                               const std::vector<PickedQuantity>& picked);

// partial_delivery if something that is still to be delivered is missing from `picked`.
Result<void> check_complete(const DeliveryWithMoves& delivery, const std::vector<PickedMove>& picked);

// Writes what was picked.
Result<void> write_picked(const odoo::Session& odoo, Id delivery, const PickedMove& picked);

}  // namespace paridoo::stock
