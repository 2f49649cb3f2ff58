// What sold goods cost is booked with their invoices, where the valuation of products is automated.
//
// Until 18.0 goods pass through interim accounts, which invoices and bills settle; since 19.0 invoices book on the
// stock account itself.
#pragma once

#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {

bool is_automated(const RecordSet& product);
// The account on which the goods of a bill or an invoice wait (until 18.0), or lie; empty if there is none.
RecordSet stock_account_of(const RecordSet& product, const RecordSet& move);

// The cost of what draft invoices sell, as lines of them.
void add_cogs(const RecordSet& moves);
void remove_cogs(const RecordSet& moves);
// Until 18.0: matches what documents booked on interim accounts with what transfers did, for all their products or for
// this one.
void reconcile_interim(const RecordSet& moves, const std::optional<RecordSet>& product = {});

// The lines of invoices that booked the cost of a product: on the side of the stock.
RecordSet cogs_of(const RecordSet& moves, const RecordSet& product);

}  // namespace paridoo::addons::stock_account
