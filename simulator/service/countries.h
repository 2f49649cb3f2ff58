// What making a database asks about countries.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/facts.h"
#include "simulator/orm/value.h"

namespace paridoo::service {

// [["af", "Afghanistan"], ...] in the order of the names: what list_countries answers.
orm::List known_countries(orm::Series series);
// The time zone of a country that has but one ("BE": "Europe/Brussels"); empty for others, and where this machine's
// time zones come without their countries.
std::string only_time_zone_of(std::string_view country_code);

}  // namespace paridoo::service
