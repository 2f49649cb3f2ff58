// Bills that ask for another price than the goods were valued at: until 18.0 layers correct the value of what is
// still there, and entries that of what has left.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

// What a layer values one unit at.
double layer_price(const orm::RecordSet& layer);
// Corrects what these lines of drafts bill. Gives the layers (stock.valuation.layer) that this makes.
orm::RecordSet correct_prices(const orm::RecordSet& lines);

}  // namespace paridoo::addons::purchase_stock
