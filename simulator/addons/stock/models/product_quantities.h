// How much there is of products, will come and will go.
#pragma once

#include <string_view>
#include <vector>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

std::vector<orm::Compute> quantity_computes();
std::vector<orm::Search> quantity_searches();
// How many lines of receipts ("incoming") or deliveries ("outgoing") of these products were done in the last year.
std::int64_t moves_of_last_year(const RecordSet& products, std::string_view code);
// Whether `a` stands in this comparison to `b`. A UserError for what is no comparison of numbers.
bool holds(double a, std::string_view comparison, const Value& b);

}  // namespace paridoo::addons::stock
