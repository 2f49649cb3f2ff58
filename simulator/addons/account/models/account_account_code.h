// account.account: how accounts are made, and what their copies are called.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account {

// The hook of copy_data: a free code, and a name that tells the copy.
std::vector<orm::Dict> copy_account_data(const orm::RecordSet& self, const orm::Dict& defaults,
                                         const orm::CopyDataSuper& super);

// Throws the ValidationError of an account without a code in a company of its own, or with one that another has there.
void refuse_twins(const orm::RecordSet& accounts);
// The create hook of account.account.
orm::RecordSet create_accounts(const orm::RecordSet& model, std::vector<orm::Dict> values,
                               const orm::CreateSuper& super);

}  // namespace paridoo::addons::account
