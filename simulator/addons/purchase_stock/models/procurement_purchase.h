// Needs that are bought: _run_buy of stock.rule.
#pragma once

#include <vector>

#include "simulator/addons/stock/procurement.h"

namespace paridoo::addons::purchase_stock {

// Puts the needs on requests for quotation: on a draft of the same vendor if there is one, on a line for the same
// product if there is one. Throws a ProcurementFailure for those that nobody sells.
void buy(const orm::Env& env, const std::vector<stock::RuledProcurement>& procurements);

// stock.rule._get_procurements_to_merge_groupby: needs that agree in it become one line of the order.
orm::Value what_merges(const orm::RecordSet& rule, const orm::Arguments& arguments);
// stock.rule._get_partner_id: who is to sell what is needed, if several do; a list of at most one id.
orm::Value preferred_vendor(const orm::RecordSet& rule, const orm::Arguments& arguments);

}  // namespace paridoo::addons::purchase_stock
