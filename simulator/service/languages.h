// The languages that Odoo offers to install.
#pragma once

#include <string_view>

#include "simulator/orm/environment.h"
#include "simulator/orm/value.h"

namespace paridoo::service {

// [["sq_AL", "Albanian / Shqip"], ...] in the order of the names: what list_lang answers.
orm::List installable_languages();
// Makes the language one that users may choose. One that Odoo does not offer is left alone, as there.
void install_language(const orm::Env& env, std::string_view code);

}  // namespace paridoo::service
