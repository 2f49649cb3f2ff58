// How a series calls the view that shows records as a list.
#pragma once

#include <string>

#include "simulator/orm/environment.h"

namespace paridoo::addons::base {

// "list", in 17.0 "tree".
inline std::string list_view(const orm::Env& env) { return env.since(orm::Series::v18) ? "list" : "tree"; }

}  // namespace paridoo::addons::base
