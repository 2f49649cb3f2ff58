#include "simulator/addons/calendar/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::calendar {

using namespace orm;

namespace {

// Meetings of the partner and of all below it, each once.
void compute_meeting_count(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const RecordSet all =
        partner.none().with_context({{"active_test", false}}).search(term("id", "child_of", partner.id()));
    const RecordSet events = self.env()["calendar.event"];
    partner.set("meeting_count", events.search_count(term("partner_ids", "in", all.ids())));
  }
}

}  // namespace

Behaviour res_partner() { return {.model = "res.partner", .computes = {{{"meeting_count"}, compute_meeting_count}}}; }

}  // namespace paridoo::addons::calendar
