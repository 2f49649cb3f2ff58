// Bills that ask for another price than the goods were valued at: until 18.0 layers correct the value of what is
// still there, and entries that of what has left.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

// What one unit costs on a bill, less discounts, in its currency; negative on a credit note.
double billed_price(const orm::RecordSet& line);
// What a layer values one unit at.
double layer_price(const orm::RecordSet& layer);
// Corrects what these lines of drafts bill. Gives the layers (stock.valuation.layer) that this makes.
orm::RecordSet correct_prices(const orm::RecordSet& lines);
// Goods at a standard price keep their value: lines of draft bills take what theirs cost more or less to the account
// for price differences, where there is one. In every series.
void book_differences_from_cost(const orm::RecordSet& moves);

}  // namespace paridoo::addons::purchase_stock
