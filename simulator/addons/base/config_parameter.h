// System parameters: ir.config_parameter.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/environment.h"

namespace paridoo::addons::base {

// The value under `key`, or `fallback`. Asked with all rights.
std::string config_parameter(const orm::Env& env, std::string_view key, std::string_view fallback = {});
// Sets the value; an empty one removes the parameter.
void set_config_parameter(const orm::Env& env, std::string_view key, std::string_view value);

}  // namespace paridoo::addons::base
