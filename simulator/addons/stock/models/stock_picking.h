// The parts of the model stock.picking, which models/stock_picking.cpp puts together.
#pragma once

#include <vector>

#include "simulator/addons/stock/picking.h"

namespace paridoo::addons::stock {

// stock_picking_computes.cpp
std::vector<orm::Compute> picking_computes();
void inverse_scheduled_date(const RecordSet& pickings);

// stock_picking_search.cpp
std::vector<orm::Search> picking_searches();

// stock_picking_validate.cpp
Value button_validate(const RecordSet& pickings, const Arguments& arguments);
Value pre_action_done_hook(const RecordSet& pickings, const Arguments& arguments);
Value done_pickings(const RecordSet& pickings, const Arguments& arguments);

// stock_picking_backorder.cpp
Value create_backorder(const RecordSet& pickings, const Arguments& arguments);
Value create_backorder_picking(const RecordSet& picking, const Arguments& arguments);
Value action_split_transfer(const RecordSet& pickings, const Arguments& arguments);
Value log_less_quantities_than_expected(const RecordSet& picking, const Arguments& arguments);

// stock_picking_package.cpp
Value action_put_in_pack(const RecordSet& picking, const Arguments& arguments);
// Since 19.0: packs the lines that hold something, those that are picked first; of what is packed already, the
// packages.
Value put_lines_in_pack(const RecordSet& lines, const Arguments& arguments);
Value action_add_entire_packs(const RecordSet& picking, const Arguments& arguments);
Value action_put_in_pack_since_19(const RecordSet& picking, const Arguments& arguments);

}  // namespace paridoo::addons::stock
