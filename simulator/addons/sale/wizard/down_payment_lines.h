// The lines that a down payment adds to an order: one for each combination of taxes and account on it.
#pragma once

#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale {

struct DownPaymentLine {
  orm::Dict values;        // of the sale.order.line to create
  orm::RecordSet account;  // that its invoice line is booked on; may be empty
};

// By the share or the amount that the wizard (sale.advance.payment.inv) asks for.
std::vector<DownPaymentLine> plan_down_payment_lines(const orm::RecordSet& wizard, const orm::RecordSet& order);

// Where a line at the end of the order stands.
std::int64_t sequence_after(const orm::RecordSet& order);

}  // namespace paridoo::addons::sale
