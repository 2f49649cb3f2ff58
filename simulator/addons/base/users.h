// Who a user (one record of res.users) is, by the groups that they belong to.
#pragma once

#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// The groups that were given to a user: "groups_id", since 19.0 "group_ids".
std::string_view groups_field(const orm::Env& env);
// The groups that a group implies, from one to the next: "trans_implied_ids", since 19.0 "all_implied_ids", which has
// the group itself too.
std::string_view implied_groups_field(const orm::Env& env);
// The groups that users belong to. Until 18.0 the store keeps all of them, since 19.0 only those given.
orm::RecordSet groups_of(const orm::RecordSet& users);

// Whether the user belongs to the group of this external id ("stock.group_stock_multi_locations").
bool has_group(const orm::RecordSet& user, std::string_view group);
bool is_internal(const orm::RecordSet& user);

}  // namespace paridoo::addons::base
