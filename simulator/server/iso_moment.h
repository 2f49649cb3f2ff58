// Moments as people and other programs write them: --now, and the admin API.
#pragma once

#include <optional>
#include <string_view>

#include "simulator/orm/clock.h"

namespace paridoo::server {

// ISO 8601: "2026-11-22", "2026-11-22T12:00:00", with "Z" or "+01:00" or nothing (UTC) behind. Empty for anything else.
std::optional<orm::Moment> parse_iso_moment(std::string_view text);

}  // namespace paridoo::server
