// The lines of stock moves (stock.move.line): which quantity of which lot goes from where to where.
#pragma once

#include <optional>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Places the goods of open lines by the putaway rules of where their moves lead.
void apply_putaway(const RecordSet& lines);

// The quantity of a line in its product's unit.
double in_product_unit(const RecordSet& line, double quantity);

}  // namespace paridoo::addons::stock
