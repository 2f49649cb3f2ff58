#include "simulator/addons/base/users.h"

namespace paridoo::addons::base {

bool has_group(const orm::RecordSet& user, std::string_view group) {
  const auto found = user.env().find_ref(group);
  return found && user.ensure_one().sudo()["groups_id"].contains(found->id());
}

bool is_internal(const orm::RecordSet& user) { return has_group(user, "base.group_user"); }

}  // namespace paridoo::addons::base
