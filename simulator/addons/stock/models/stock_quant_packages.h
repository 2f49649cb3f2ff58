// The removal strategy "least packages".
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Narrows `domain` over `quants` (an empty set of stock.quant) to the fewest packages that hold `quantity`, and to
// single unpacked items where these do as well. Unchanged if nothing is packed.
Domain in_fewest_packages(const RecordSet& quants, const Domain& domain, double quantity);

}  // namespace paridoo::addons::stock
