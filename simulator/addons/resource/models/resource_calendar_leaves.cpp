// resource.calendar.leaves: when nobody works, or one resource does not.
#include "simulator/addons/resource/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/time_zone.h"

namespace paridoo::addons::resource {

using namespace orm;

namespace {

void compute_company(const RecordSet& self) {
  for (const RecordSet& leave : self) {
    const RecordSet own = leave["calendar_id"]["company_id"];
    leave.set("company_id", own.empty() ? self.env().company() : own);
  }
}

// There are no resources whose schedule a leave could take.
void keep_calendar(const RecordSet&) {}

std::string zone_of(const RecordSet& leave) {
  const Value& asked = leave.env().context("tz");
  for (const std::string& zone : {leave.env().user().text("tz"), asked.is_text() ? asked.text() : std::string(),
                                  leave["company_id"]["resource_calendar_id"].text("tz")})
    if (is_time_zone(zone)) return zone;
  return "UTC";
}

// The last second of the day on which the leave begins, where its user lives.
Moment end_of_day(const RecordSet& leave, Moment start) {
  const std::string zone = zone_of(leave);
  const Moment local = start + zone_offsets(zone, start, start).front().offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  return to_utc(zone, day + std::chrono::days(1) - std::chrono::seconds(1));
}

void compute_date_to(const RecordSet& self) {
  for (const RecordSet& leave : self) {
    const auto from = leave.moment("date_from"), to = leave.moment("date_to");
    const bool keeps = !from || (to && *to > *from);
    leave.set("date_to", keeps ? leave.value("date_to") : Value(format_moment(end_of_day(leave, *from))));
  }
}

// The end is computed in forms: who makes a leave without one says it.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& one : values)
    if (!one.get("date_to") && !model.env().context("default_date_to"))
      throw validation_error("A leave says when it ends.");
  return super(std::move(values));
}

void check_dates(const RecordSet& self) {
  for (const RecordSet& leave : self)
    if (leave.moment("date_from") > leave.moment("date_to")) throw validation_error("A leave ends after it has begun.");
}

}  // namespace

Behaviour resource_calendar_leaves() {
  constexpr In since_18{.since = Series::v18};
  return {
      .model = "resource.calendar.leaves",
      .computes = {{{"company_id"}, compute_company},
                   {{"calendar_id"}, keep_calendar, since_18},
                   {{"date_to"}, compute_date_to}},
      .constraints = {{check_dates, {"date_from", "date_to"}}},
      .create = create,
  };
}

}  // namespace paridoo::addons::resource
