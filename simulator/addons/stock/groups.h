// Membership of user groups.
#pragma once

#include <string_view>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Whether the user of `env` is in the group with this external id, directly or by implication.
bool user_is_in(const Env& env, std::string_view group);

}  // namespace paridoo::addons::stock
