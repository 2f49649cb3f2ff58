// What the lines of sale and purchase orders come to with their taxes, and what the orders of 17.0 do.
#pragma once

#include <vector>

#include "simulator/addons/account/taxes.h"

namespace paridoo::addons::account {

// Sets price_subtotal, price_tax and price_total of the line that the base line was made of, in its own currency.
void set_line_totals(const orm::RecordSet& line, BaseLine base);

// Sets amount_untaxed, amount_tax and amount_total of an order of 17.0: the sums of its lines, or of their taxes where
// the company rounds globally, for which the base lines of the order are asked, rounded.
void set_order_totals_17(const orm::RecordSet& order, const orm::RecordSet& lines,
                         std::vector<BaseLine> (*rounded_base_lines)(const orm::RecordSet& order));

}  // namespace paridoo::addons::account
