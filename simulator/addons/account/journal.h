// What other modules ask of account.journal.
#pragma once

#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// Gives a journal that is to be made the name of its alias: nobody else's, and none but for sales and purchases.
void name_alias(const orm::RecordSet& company, orm::Dict& values);
// Bank, cash and credit card journals.
bool is_liquidity(const orm::RecordSet& journal);
// The methods (account.payment.method.line) to receive ("inbound") or send ("outbound") money by.
orm::RecordSet payment_method_lines(const orm::RecordSet& journal, std::string_view payment_type);

}  // namespace paridoo::addons::account
