// The behaviours of the module stock_dropshipping.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock_dropshipping {

using namespace stock;

Behaviour procurement_group();
Behaviour product_replenish();
Behaviour purchase_order();
Behaviour purchase_order_line();
Behaviour res_company();
Behaviour sale_order();
Behaviour sale_order_line();
Behaviour stock_lot();
Behaviour stock_picking();
Behaviour stock_picking_type();
Behaviour stock_rule();

// Each company's own: its numbers, the operation type, and the rule of the route.
void create_sequence(const RecordSet& company);
void create_picking_type(const RecordSet& company);
void create_rule(const RecordSet& company, const RecordSet& route);

}  // namespace paridoo::addons::stock_dropshipping
