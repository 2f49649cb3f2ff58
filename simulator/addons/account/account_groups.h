// Groups of accounts: which group an account is in, by the prefix of its code.
#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

orm::RecordSet account_group_of(const orm::RecordSet& groups, const std::string& code);
// Computes account.account.group_id.
void compute_account_group(const orm::RecordSet& accounts);

}  // namespace paridoo::addons::account
