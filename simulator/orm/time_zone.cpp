#include "simulator/orm/time_zone.h"

#include <date/tz.h>

#include <stdexcept>

namespace paridoo::orm {

bool is_time_zone(std::string_view name) {
  try {
    return date::locate_zone(name) != nullptr;
  } catch (const std::runtime_error&) {
    return false;
  }
}

std::vector<ZoneOffset> zone_offsets(std::string_view zone, Moment first, Moment last) {
  const date::time_zone* found = date::locate_zone(zone);
  std::vector<ZoneOffset> offsets;
  for (Moment at = first; at <= last;) {
    const date::sys_info info = found->get_info(at);
    offsets.push_back({at, info.offset});
    if (info.end <= at) break;
    at = info.end;
  }
  return offsets;
}

Moment to_utc(std::string_view zone, LocalMoment local) {
  const date::local_info info = date::locate_zone(zone)->get_info(date::local_seconds(local.time_since_epoch()));
  const date::sys_info& winter = info.result == date::local_info::ambiguous ? info.second : info.first;
  return local - winter.offset;
}

}  // namespace paridoo::orm
