// The parts of the model stock.warehouse, which models/stock_warehouse.cpp puts together.
#pragma once

#include <string>
#include <vector>

#include "simulator/addons/stock/warehouse.h"

namespace paridoo::addons::stock {

// Where goods come in first, and from where they leave.
RecordSet input_location(const RecordSet& warehouse, const std::string& reception_steps);
RecordSet output_location(const RecordSet& warehouse, const std::string& delivery_steps);

// stock_warehouse_types.cpp: operation types and their sequences
Dict create_or_update_types(const RecordSet& warehouse);
void rename_sequences(const RecordSet& warehouse, const Value& name, const Value& code);

// stock_warehouse_routes.cpp: routes and rules
Dict create_or_update_routes(const RecordSet& warehouse);
void create_or_update_global_rules(const RecordSet& warehouse);
// The names of the fields that routes, or rules of global routes, depend on.
std::vector<std::string> fields_of_routes(const RecordSet& warehouse);
std::vector<std::string> fields_of_global_rules(const RecordSet& warehouse);
// The names of the fields that hold the rules of global routes.
std::vector<std::string> global_rule_fields(const RecordSet& warehouse);
std::vector<Dict> rule_values(const RecordSet& warehouse, const std::vector<Routing>& steps, const Dict& values,
                              const std::string& suffix = {});
Value rules_dict(const RecordSet& warehouse, const Arguments& arguments);
Value routes_values(const RecordSet& warehouse, const Arguments& arguments);
Value global_route_rules_values(const RecordSet& warehouse, const Arguments& arguments);

// stock_warehouse_resupply.cpp: warehouses that supply others
void create_resupply_routes(const RecordSet& warehouse, const RecordSet& suppliers);
// When a warehouse begins or ends to deliver in several steps, what it supplies is taken from elsewhere.
void change_delivery_of_resupply(const RecordSet& warehouse, const std::string& delivery_steps);
void change_suppliers(const RecordSet& warehouse, const RecordSet& before);

}  // namespace paridoo::addons::stock
