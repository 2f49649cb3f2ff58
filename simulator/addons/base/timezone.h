// Time zones by their names ("Europe/Brussels").
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "simulator/orm/clock.h"

namespace paridoo::addons::base {

// What is to be added to `moment` (UTC) to get the zone's own time. Empty if there is no such zone.
std::optional<std::chrono::seconds> utc_offset(std::string_view zone, orm::Moment moment);

}  // namespace paridoo::addons::base
