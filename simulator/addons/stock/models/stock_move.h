// The parts of the model stock.move, which models/stock_move.cpp puts together.
#pragma once

#include "simulator/addons/stock/move.h"

namespace paridoo::addons::stock {

// stock_move_quantity.cpp: what is moved, through the lines
void compute_move_quantity(const RecordSet& moves);
void inverse_move_quantity(const RecordSet& moves);
void compute_move_picked(const RecordSet& moves);
void inverse_move_picked(const RecordSet& moves);
void compute_move_lot_ids(const RecordSet& moves);
void inverse_move_lot_ids(const RecordSet& moves);

// stock_move_write.cpp: lines that would end elsewhere than below the destination of their move are placed anew.
void place_lines_below(const RecordSet& moves);

// stock_move_forecast.cpp
void compute_forecast_information(const RecordSet& moves);

// stock_move_write.cpp: the central methods
RecordSet create_moves(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super);
void write_moves(const RecordSet& moves, Dict values, const WriteSuper& super);
void unlink_moves(const RecordSet& moves, const UnlinkSuper& super);

// stock_move_confirm.cpp
Value confirm_moves(const RecordSet& moves, const Arguments& arguments);

// stock_move_procurement.cpp: needs that make-to-order moves create
Value prepare_procurement_values(const RecordSet& move, const Arguments& arguments);
// Whether a confirmed move creates a need for what is not free. In 17.0 the rule has decided before, for the whole
// demand.
bool takes_from_stock_first(const RecordSet& move);
// A need for each of these moves; what is free already does not count for those that take from stock first.
void procure(const RecordSet& moves);

// stock_move_picking.cpp: transfers for moves
void assign_picking(const RecordSet& moves);
Value search_picking_domain(const RecordSet& move, const Arguments& arguments);
Value new_picking_values(const RecordSet& moves, const Arguments& arguments);
Value assign_picking_post_process(const RecordSet& moves, const Arguments& arguments);

// stock_move_merge.cpp
RecordSet merge_moves(const RecordSet& moves, const RecordSet& into);
Value merge_distinct_fields(const RecordSet& moves, const Arguments& arguments);
Value merge_negative_excluded_fields(const RecordSet& moves, const Arguments& arguments);
Value clean_merged(const RecordSet& moves, const Arguments& arguments);

// stock_move_push.cpp
Value push_apply(const RecordSet& moves, const Arguments& arguments);
Value skip_push(const RecordSet& move, const Arguments& arguments);

// stock_move_reservation.cpp
Value assign_moves(const RecordSet& moves, const Arguments& arguments);
// What an addon adds to the context in which the ledger is asked for what the move may reserve: here nothing.
Value reservation_context(const RecordSet& move, const Arguments& arguments);
bool should_assign_at_confirm(const RecordSet& move);

// stock_move_generate.cpp
Value generate_lot_line_vals(const RecordSet& moves, const Arguments& arguments);
Value split_lots(const RecordSet& moves, const Arguments& arguments);
Value convert_string_into_field_data(const RecordSet& moves, const Arguments& arguments);
Value get_formating_options(const RecordSet& moves, const Arguments& arguments);
Value generate_serial_numbers(const RecordSet& move, const Arguments& arguments);

// stock_move_done.cpp
Value done_moves(const RecordSet& moves, const Arguments& arguments);
Value prepare_move_split_vals(const RecordSet& move, const Arguments& arguments);
Value synch_order(const RecordSet& moves, const Arguments& arguments);
Value prepare_extra_move_vals(const RecordSet& move, const Arguments& arguments);

// stock_move_cancel.cpp
Value cancel_moves(const RecordSet& moves, const Arguments& arguments);

// 17.0, when moves are done: those that wait for them elsewhere wait no more, and what arrived is pushed on from where
// it is.
void relink_done(const RecordSet& moves);

}  // namespace paridoo::addons::stock
