// Who a user (one record of res.users) is, by the groups that they belong to.
#pragma once

#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// Whether the user belongs to the group of this external id ("stock.group_stock_multi_locations").
bool has_group(const orm::RecordSet& user, std::string_view group);
bool is_internal(const orm::RecordSet& user);

}  // namespace paridoo::addons::base
