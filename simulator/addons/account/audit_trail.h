// The audit trail: what was told of entries, accounts, taxes, partners and companies, where a company keeps it.
#pragma once

#include <string_view>

#include "simulator/orm/domain.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The field of a company that says that it keeps one.
const char* keeps_trail_field(const orm::Env& env);
// The records of account.move, account.account, account.tax, res.partner or res.company whose trail a company keeps
// (`kept`), or does not. Since 19.0 only records that entries know of have one.
orm::Domain with_trail(const orm::Env& env, std::string_view model, bool kept);

}  // namespace paridoo::addons::account
