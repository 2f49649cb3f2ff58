#include "simulator/addons/base/timezone.h"

#include <date/tz.h>

#include <stdexcept>

namespace paridoo::addons::base {

std::optional<std::chrono::seconds> utc_offset(std::string_view zone, orm::Moment moment) {
  try {
    return date::locate_zone(zone)->get_info(moment).offset;
  } catch (const std::runtime_error&) {
    return {};
  }
}

}  // namespace paridoo::addons::base
