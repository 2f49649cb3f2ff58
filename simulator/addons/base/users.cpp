#include "simulator/addons/base/users.h"

namespace paridoo::addons::base {

std::string_view groups_field(const orm::Env& env) { return env.since(orm::Series::v19) ? "group_ids" : "groups_id"; }

std::string_view implied_groups_field(const orm::Env& env) {
  return env.since(orm::Series::v19) ? "all_implied_ids" : "trans_implied_ids";
}

orm::RecordSet groups_of(const orm::RecordSet& users) {
  const orm::RecordSet own = users[groups_field(users.env())];
  return users.env().since(orm::Series::v19) ? own | own[implied_groups_field(users.env())] : own;
}

bool has_group(const orm::RecordSet& user, std::string_view group) {
  const auto found = user.env().find_ref(group);
  return found && groups_of(user.ensure_one().sudo()).contains(found->id());
}

bool is_internal(const orm::RecordSet& user) { return has_group(user, "base.group_user"); }

}  // namespace paridoo::addons::base
