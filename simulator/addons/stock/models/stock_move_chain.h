// What moves that come before brought, and moves beside took: what a chained move can take.
#pragma once

#include <vector>

#include "simulator/addons/stock/quant.h"

namespace paridoo::addons::stock {

struct Brought {
  QuantKey key;
  double quantity;  // in the product's unit
};
// `reserved_now`: moves that were reserved in this call but whose state is not written yet.
std::vector<Brought> available_move_lines(const RecordSet& move, const RecordSet& reserved_now);

}  // namespace paridoo::addons::stock
