// Since 19.0 the books learn at the closing of a period what the stock is worth: the lines of that entry.
#pragma once

#include <vector>

#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {

// The lines (account.move.line) that bring the accounts of the stock of a company to its value; none if they show it
// already. `at_date`: a day as text, or False for now.
std::vector<Dict> closing_lines(const RecordSet& company, const Value& at_date);
// The moment of the last closing entry that is still posted, as text; empty if there is none.
std::string last_closing(const RecordSet& company);
// Remembers an entry as a closing one: the last ten are kept.
void remember_closing(const RecordSet& company, Id entry);

}  // namespace paridoo::addons::stock_account
