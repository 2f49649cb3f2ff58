#include "simulator/addons/stock/groups.h"

namespace paridoo::addons::stock {

bool user_is_in(const Env& env, std::string_view group) {
  return static_cast<bool>(env.user().call("has_group", {group}));
}

}  // namespace paridoo::addons::stock
