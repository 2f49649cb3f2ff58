// The parts of stock.warehouse.orderpoint that have a file of their own.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// stock_warehouse_orderpoint_deadline.cpp, since 19.0: the day by which to order.
void compute_deadline_date(const RecordSet& orderpoints);

// stock_warehouse_orderpoint_shown.cpp, since 19.0
void compute_allowed_replenishment_uoms(const RecordSet& orderpoints);
void compute_replenishment_uom_placeholder(const RecordSet& orderpoints);
void compute_route_placeholder(const RecordSet& orderpoints);
void compute_show_supply_warning(const RecordSet& orderpoints);
Domain search_effective_route(const RecordSet& model, std::string_view comparison, const Value& operand);

}  // namespace paridoo::addons::stock
