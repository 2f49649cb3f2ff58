// The number of decimals that decimal.precision holds under a name ("Product Price").
#pragma once

#include <string_view>

#include "simulator/orm/environment.h"

namespace paridoo::addons::base {

// 2 if there is no such name.
int precision_of(const orm::Env& env, std::string_view name);

}  // namespace paridoo::addons::base
