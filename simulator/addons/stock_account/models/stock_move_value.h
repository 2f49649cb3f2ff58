// The fields that tell the value of a move since 19.0.
#pragma once

#include <string_view>

#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {

void compute_is_in(const RecordSet& moves);
void compute_is_out(const RecordSet& moves);
void compute_is_dropship(const RecordSet& moves);
void compute_is_valued(const RecordSet& moves);
void compute_remaining_qty(const RecordSet& moves);
void compute_remaining_value(const RecordSet& moves);
Domain search_remaining_qty(const RecordSet& model, std::string_view comparison, const Value& operand);
void compute_value_manual(const RecordSet& moves);
void inverse_value_manual(const RecordSet& moves);

// What a source of values says that knows nothing: {"value", "quantity"}.
Value nothing_known(const RecordSet& move, const Arguments& arguments);

}  // namespace paridoo::addons::stock_account
