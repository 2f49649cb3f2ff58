// Moments as people read them: Odoo's format_datetime with the formats of the language.
#pragma once

#include <string>

#include "simulator/orm/clock.h"
#include "simulator/orm/environment.h"

namespace paridoo::addons::base {

// "11/29/2026 16:05:00" ("11/29/2026 04:05:00 PM" since 19.0), where the user is; UTC if nobody says where. Languages
// other than en_US are NotSimulated.
std::string moment_text(const orm::Env& env, orm::Moment moment);

}  // namespace paridoo::addons::base
