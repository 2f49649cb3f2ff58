// Needs that are bought: _run_buy of stock.rule.
#pragma once

#include <vector>

#include "simulator/addons/stock/procurement.h"

namespace paridoo::addons::purchase_stock {

// Puts the needs on requests for quotation: on a draft of the same vendor if there is one, on a line for the same
// product if there is one. Throws a ProcurementFailure for those that nobody sells.
void buy(const orm::Env& env, const std::vector<stock::RuledProcurement>& procurements);

}  // namespace paridoo::addons::purchase_stock
