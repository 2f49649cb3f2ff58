// The lines of a transfer that is made by hand, as moves and move lines of Odoo's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/stock/new_transfer.h"

namespace paridoo::stock {

// What becomes of a lot that is given by name and does not exist.
enum class LotsByName { made, found };

struct ResolvedLine {
  odoo::Reference product;
  odoo::Reference unit;
  double quantity = 0;
  std::optional<Id> lot = {};                    // one that exists
  std::optional<std::string> new_lot_name = {};  // Odoo makes it when the goods arrive

  bool has_lot() const { return lot || new_lot_name; }
};

// not_found, with the pointer into the request's lines, for a product or lot that there is not.
Result<std::vector<ResolvedLine>> resolve_lines(const odoo::Session& odoo, const std::vector<TransferLine>& lines,
                                                LotsByName by_name);

// One move for each product, in the order of the lines.
Result<void> make_moves(const odoo::Session& odoo, Id transfer, const std::vector<ResolvedLine>& lines);

// Writes which lots move, and marks everything as picked if the goods have moved already.
Result<void> write_lots(const odoo::Session& odoo, Id transfer, const std::vector<ResolvedLine>& lines, bool picked);

}  // namespace paridoo::stock
