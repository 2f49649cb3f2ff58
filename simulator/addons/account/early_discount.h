// What an early payment discount is booked on.
#pragma once

#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The lines (values of account.move.line) that take what these payment term lines are paid less for: the discount on
// its account, with the tax that it saves if the payment term says so, and what of `open_balance`, in the company's
// currency, is left to exchange rates.
std::vector<orm::Dict> early_discount_counterparts(const orm::RecordSet& lines, double open_balance);

}  // namespace paridoo::addons::account
