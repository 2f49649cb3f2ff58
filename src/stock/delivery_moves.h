// The moves of a delivery and what was picked for them, as part of the delivery's own row.
#pragma once

#include "src/stock/delivery.h"

namespace paridoo::stock {

// What to ask for: the moves alone, or with their lines.
const odoo::Nested& moves_specification();
const odoo::Nested& moves_and_lines_specification();

// The moves in the row of a picking, oldest first. malformed_answer if it is not as `asked`.
Result<std::vector<Move>> moves_from(const odoo::Value& picking, const odoo::Nested& asked);

}  // namespace paridoo::stock
