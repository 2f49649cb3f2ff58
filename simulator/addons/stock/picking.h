// Transfers (stock.picking): what other parts of the addon, and other addons, do with them.
#pragma once

#include <optional>
#include <vector>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Marks packages that these transfers move whole: they arrive as the same packages.
void check_entire_packs(const RecordSet& pickings);
// Moves what is still to do of each transfer (or `moves` of it) into a new one; gives the new ones.
RecordSet create_backorders(const RecordSet& pickings, const std::optional<RecordSet>& moves = {});
// Puts goods into a new package; gives it.
RecordSet put_in_pack(const RecordSet& picking, const RecordSet& lines);
// Tells those who wait for what these moves bring that less of it will come.
struct LessThanExpected {
  RecordSet move;
  double quantity;
  double expected;
};
void log_less_quantities(const RecordSet& picking, const std::vector<LessThanExpected>& moves);

}  // namespace paridoo::addons::stock
