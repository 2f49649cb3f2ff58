// What other modules ask of account.account.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// Customers' and vendors' accounts: asset_receivable, liability_payable.
bool is_receivable_or_payable(const orm::RecordSet& account);
// Accounts whose lines are matched with each other: those that say so, and bank, cash and credit cards.
bool has_residuals(const orm::RecordSet& account);
// The first code from `start` on that no account of the company has.
std::string free_account_code(const orm::RecordSet& company, const std::string& start);
// The account that the partner's lines of the last two years had most often in documents of this type; empty if none.
orm::RecordSet most_frequent_account(const orm::RecordSet& company, const orm::RecordSet& partner,
                                     std::string_view move_type, const orm::RecordSet& journal);

}  // namespace paridoo::addons::account
