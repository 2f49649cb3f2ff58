#include "simulator/addons/calendar/addon.h"

#include "simulator/addons/calendar/models.h"

namespace paridoo::addons::calendar {

orm::Addon calendar() {
  return {.name = "calendar", .depends = {"base", "mail"}, .models = {calendar_event(), res_partner(), res_users()}};
}

}  // namespace paridoo::addons::calendar
