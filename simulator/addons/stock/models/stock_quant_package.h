// What packages of every series have in common: stock_quant_package.cpp.
#pragma once

#include <string_view>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

void compute_owner_of_package(const RecordSet& packages);
Domain search_owner_of_package(const RecordSet& model, std::string_view comparison, const Value& operand);
void compute_valid_sscc(const RecordSet& packages);
// The transfers that move the packages, or goods out of them.
Value action_view_picking(const RecordSet& packages, const Arguments& arguments);
// Takes the goods out of the packages.
void unpack_quants(const RecordSet& packages);

}  // namespace paridoo::addons::stock
