// The parts of stock.warehouse.orderpoint that have a file of their own.
#pragma once

#include <string_view>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// stock_warehouse_orderpoint.cpp
RecordSet unit_of(const RecordSet& orderpoint);
// The field that holds the day on which goods ordered now arrive.
std::string_view arrival_field(const Env& env);
// In whole units of this until 18.0.
double multiple_of(const RecordSet& orderpoint);
// Since 19.0 in whole units of measure, of the rule's own or of the vendor's.
double in_whole_units(const RecordSet& orderpoint, double quantity);
double quantity_needed(const RecordSet& orderpoint);

// stock_warehouse_orderpoint_replenish.cpp
Value orderpoint_procurement_values(const RecordSet& orderpoints, const Arguments& arguments);
Value procure_orderpoint_confirm(const RecordSet& self, const Arguments& arguments);
Value replenishment_notification(const RecordSet& orderpoints, const Arguments& arguments);
Value action_replenish(const RecordSet& orderpoints, const Arguments& arguments);
Value action_replenish_auto(const RecordSet& orderpoints, const Arguments& arguments);
Value action_remove_manual_qty_to_order(const RecordSet& orderpoints, const Arguments& arguments);

// stock_warehouse_orderpoint_deadline.cpp, since 19.0: the day by which to order.
void compute_deadline_date(const RecordSet& orderpoints);

// stock_warehouse_orderpoint_shown.cpp, since 19.0
void compute_allowed_replenishment_uoms(const RecordSet& orderpoints);
void compute_replenishment_uom_placeholder(const RecordSet& orderpoints);
void compute_route_placeholder(const RecordSet& orderpoints);
void compute_show_supply_warning(const RecordSet& orderpoints);
Domain search_effective_route(const RecordSet& model, std::string_view comparison, const Value& operand);

}  // namespace paridoo::addons::stock
