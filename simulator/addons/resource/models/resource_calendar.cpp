#include <fmt/format.h>

#include <cmath>

#include "simulator/addons/base/models/res_partner.h"
#include "simulator/addons/resource/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::resource {

using namespace orm;

namespace {

constexpr int week_days = 7;

// Weeks are counted from the year 1: every other one is the second of a calendar of two weeks.
bool is_second_week(Day day) {
  constexpr int days_until_1970 = 719162;
  return (day.time_since_epoch().count() + days_until_1970) / week_days % 2 != 0;
}

std::string explanation(const Env& env) {
  const Day today = env.today();
  const Day monday = today - (std::chrono::weekday(today) - std::chrono::Monday);
  const std::string first = format_day(monday), last = format_day(monday + std::chrono::days(week_days - 1));
  const bool second = is_second_week(today);
  if (!env.since(Series::v18))
    return fmt::format("The current week (from {} to {}) correspond to the  {} one.", first, last,
                       second ? "second" : "first");
  if (!env.since(Series::v19))
    return fmt::format("The current week (from {} to {}) corresponds to week number {}.", first, last,
                       second ? "second" : "first");
  return fmt::format("The current week (from {} to {}) corresponds to {} week.", first, last, second ? "even" : "odd");
}

void compute_two_weeks_explanation(const RecordSet& self) {
  const std::string text = explanation(self.env());
  for (const RecordSet& calendar : self) calendar.set("two_weeks_explanation", text);
}

void compute_work_time_rate(const RecordSet& self) {
  constexpr double whole = 100, precision = 0.0005;
  for (const RecordSet& calendar : self) {
    const double full = calendar.number("full_time_required_hours"), own = calendar.number("hours_per_week");
    calendar.set("work_time_rate", full != 0 ? own / full * whole : whole);
    calendar.set("is_fulltime", std::abs(full - own) < precision);
  }
}

// There are neither employees nor machines here.
void compute_work_resources_count(const RecordSet& self) {
  for (const RecordSet& calendar : self) calendar.set("work_resources_count", 0);
}

}  // namespace

Behaviour resource_calendar() {
  constexpr In since_19{.since = Series::v19};
  return {
      .model = "resource.calendar",
      .computes = {{{"tz_offset"}, base::partner::compute_tz_offset},
                   {{"two_weeks_explanation"}, compute_two_weeks_explanation},
                   {{"work_time_rate", "is_fulltime"}, compute_work_time_rate, since_19},
                   {{"work_resources_count"}, compute_work_resources_count, since_19}},
  };
}

}  // namespace paridoo::addons::resource
