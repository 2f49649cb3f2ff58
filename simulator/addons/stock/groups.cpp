#include "simulator/addons/stock/groups.h"

#include "simulator/addons/base/users.h"

namespace paridoo::addons::stock {

bool user_is_in(const Env& env, std::string_view group) { return base::has_group(env.user(), group); }

}  // namespace paridoo::addons::stock
