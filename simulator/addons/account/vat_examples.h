// What tax numbers look like in each country: what forms show before somebody has typed one.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/environment.h"

namespace paridoo::addons::account {

// "12345678Z, or / if not applicable", by the code of a country ("" for none); the last part as `otherwise` says it.
std::string vat_placeholder(const orm::Env& env, std::string_view country, std::string_view otherwise);
// An example of the number under which a company is registered; "" where none is known.
std::string registry_placeholder(const orm::Env& env, std::string_view country);

}  // namespace paridoo::addons::account
