// Packages, and the packaging in which products are ordered: 19.0 keeps both otherwise than the series before it.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// No package: the model is stock.package since 19.0, stock.quant.package before.
RecordSet packages(const Env& env);
// Whether the package goes empty to where it came from once it was delivered.
bool is_reusable(const RecordSet& package);

// What a move is packaged in: a unit of measure since 19.0, a product.packaging before; empty if in nothing.
RecordSet packaging_of(const RecordSet& move);
// The packaging that the values of a procurement name.
RecordSet packaging_in(const Env& env, const Dict& values);
// The key under which they do.
std::string packaging_key(const Env& env);
// The routes that are prescribed for it.
RecordSet routes_of_packaging(const RecordSet& packaging);
// How much of the product one holds, in the product's unit.
double content_of_packaging(const RecordSet& packaging, const RecordSet& product);

}  // namespace paridoo::addons::stock
