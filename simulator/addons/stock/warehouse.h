// Warehouses (stock.warehouse): what other parts of the addon, and other addons, ask of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// The first warehouse of a company; empty if there is none.
RecordSet warehouse_of(const RecordSet& company);
// The fault that tells the user to make a warehouse first.
orm::Fault no_warehouse(const Env& env);

// One step of a route through a warehouse.
struct Routing {
  RecordSet from;
  RecordSet to;
  RecordSet picking_type;
  std::string action;
};
Value to_value(const std::vector<Routing>& steps);
std::vector<Routing> routings_in(const Env& env, const Value& value);
// A route that the warehouses of all companies share, or the own copy of a company that the shared one is not for.
RecordSet global_route(const RecordSet& warehouse, const std::string& xmlid, const std::string& name);

}  // namespace paridoo::addons::stock
