// The parts of the model stock.move.line, which models/stock_move_line.cpp puts together.
#pragma once

#include <optional>
#include <string_view>

#include "simulator/addons/stock/move_line.h"
#include "simulator/addons/stock/quant.h"

namespace paridoo::addons::stock {

// stock_move_line_write.cpp: the central methods
RecordSet create_lines(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super);
void write_lines(const RecordSet& lines, Dict values, const WriteSuper& super);
void unlink_lines(const RecordSet& lines, const UnlinkSuper& super);

// stock_move_line_done.cpp
Value done_lines(const RecordSet& lines, const Arguments& arguments);
Value prepare_new_lot_vals(const RecordSet& line, const Arguments& arguments);

// stock_move_line_quants.cpp: what lines do to quants

// Where a line takes from, or brings to, for the ledger.
QuantKey source_of(const RecordSet& line);
QuantKey destination_of(const RecordSet& line);
// Changes what is on hand at `key` on behalf of the line; a lot that lacks there takes from what has no lot.
Moved synchronize_on_hand(const RecordSet& line, const QuantKey& key, double quantity,
                          std::optional<Moment> in_date = {});
// Changes what is reserved at `key`, if anything has to be reserved there.
void synchronize_reserved(const RecordSet& line, const QuantKey& key, double quantity);
// Frees `quantity` at `key` from other lines that hold it, those that are least urgent first, and reserves for them
// anew. `untouchable`: lines that keep what they have.
void free_reservation(const RecordSet& line, const QuantKey& key, double quantity, const RecordSet& untouchable);

}  // namespace paridoo::addons::stock
