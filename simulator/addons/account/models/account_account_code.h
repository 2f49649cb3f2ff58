// account.account: what its copies are called.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account {

// The hook of copy_data: a free code, and a name that tells the copy.
std::vector<orm::Dict> copy_account_data(const orm::RecordSet& self, const orm::Dict& defaults,
                                         const orm::CopyDataSuper& super);

}  // namespace paridoo::addons::account
