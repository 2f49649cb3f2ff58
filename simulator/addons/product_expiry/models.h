// The behaviours of the module product_expiry.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::product_expiry {

using namespace stock;

Behaviour expiry_picking_confirmation();
Behaviour procurement_group();
Behaviour stock_lot();
Behaviour stock_move();
Behaviour stock_move_line();
Behaviour stock_picking();
Behaviour stock_quant();
Behaviour stock_rule();

// The lines whose lots are past their time: expired, or since 19.0 to be removed.
RecordSet past_lines(const RecordSet& lines);

}  // namespace paridoo::addons::product_expiry
