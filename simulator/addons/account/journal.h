// What other modules ask of account.journal.
#pragma once

#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// Bank, cash and credit card journals.
bool is_liquidity(const orm::RecordSet& journal);
// The methods (account.payment.method.line) to receive ("inbound") or send ("outbound") money by.
orm::RecordSet payment_method_lines(const orm::RecordSet& journal, std::string_view payment_type);

}  // namespace paridoo::addons::account
