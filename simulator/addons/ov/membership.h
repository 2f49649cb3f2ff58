// Who may act for a service account.
#pragma once

#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

// The memberships of the account that hold today, of this employee; with `role` only those of that role.
orm::RecordSet memberships_of(const orm::RecordSet& account, orm::Id employee, std::string_view role = {});

}  // namespace paridoo::addons::ov
