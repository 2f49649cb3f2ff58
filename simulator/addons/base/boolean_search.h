// Conditions on booleans that are not stored, as 19.0 hands them to the search of their field.
#pragma once

#include <functional>
#include <string_view>

#include "simulator/orm/domain.h"

namespace paridoo::addons::base {

// What records fulfil "field comparison operand": `holding` gives those that have the value true, or false. A condition
// that both fulfil, or neither, is answered without asking; one that does not ask for equality is a ValueError.
orm::Domain boolean_domain(std::string_view comparison, const orm::Value& operand,
                           const std::function<orm::Domain(bool)>& holding);

}  // namespace paridoo::addons::base
