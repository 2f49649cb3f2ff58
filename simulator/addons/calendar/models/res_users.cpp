#include "simulator/addons/calendar/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::calendar {

using namespace orm;

namespace {

// What holds for users who have set nothing: there are no settings of users here.
void compute_default_privacy(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("calendar_default_privacy", "public");
}

}  // namespace

Behaviour res_users() {
  return {.model = "res.users",
          .computes = {{{"calendar_default_privacy"}, compute_default_privacy, {.since = Series::v18}}}};
}

}  // namespace paridoo::addons::calendar
