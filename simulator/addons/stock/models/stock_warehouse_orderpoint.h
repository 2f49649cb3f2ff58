// The parts of stock.warehouse.orderpoint that have a file of their own.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// stock_warehouse_orderpoint_deadline.cpp, since 19.0: the day by which to order.
void compute_deadline_date(const RecordSet& orderpoints);

}  // namespace paridoo::addons::stock
