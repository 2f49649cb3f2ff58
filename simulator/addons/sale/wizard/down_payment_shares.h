// Down payments since 19.0.
#pragma once

#include <vector>

#include "simulator/addons/sale/wizard/down_payment_lines.h"

namespace paridoo::addons::sale {

// The lines of a down payment: they come to what the wizard (sale.advance.payment.inv) asks for to the cent, and keep
// the amounts of their taxes in extra_tax_data.
std::vector<DownPaymentLine> plan_down_payment_shares(const orm::RecordSet& wizard, const orm::RecordSet& order);

}  // namespace paridoo::addons::sale
