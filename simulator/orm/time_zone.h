// Time zones by their names ("Europe/Brussels"), as the system's database of zones knows them.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/clock.h"

namespace paridoo::orm {

// A wall-clock time of some zone.
using LocalMoment = Moment;

bool is_time_zone(std::string_view name);

// From `since` on, `offset` is to be added to UTC to get the zone's time.
struct ZoneOffset {
  Moment since;
  std::chrono::seconds offset;
};
// The offsets that hold from `first` to `last`, in order; the first of them holds at `first`.
std::vector<ZoneOffset> zone_offsets(std::string_view zone, Moment first, Moment last);
// A time that the clock shows twice, or never, is read as winter time.
Moment to_utc(std::string_view zone, LocalMoment local);

}  // namespace paridoo::orm
