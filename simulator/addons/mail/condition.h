// Conditions on fields that are computed each time, as each series asks the search of such a field.
#pragma once

#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

// Whether a condition on a yes-or-no field asks for the records of which it is true. Before 19.0 only "= True" does:
// all else, "!= False" too, asks for the others.
bool asks_for_true(const orm::Env& env, std::string_view comparison, const orm::Value& operand);

// Whether a negative condition is to be searched as the contrary of the positive one: since 19.0.
bool is_contrary(const orm::Env& env, std::string_view comparison);

inline orm::Domain if_wanted(bool wanted, orm::Domain domain) { return wanted ? domain : !std::move(domain); }

}  // namespace paridoo::addons::mail
