// resource.calendar.attendance: the hours of a weekday in a working schedule.
#include <algorithm>

#include "simulator/addons/resource/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::resource {

using namespace orm;

namespace {

bool is_break(const RecordSet& line) { return line.text("day_period") == "lunch"; }

void compute_duration_hours(const RecordSet& self) {
  const bool keeps_open = self.env().since(Series::v19);
  for (const RecordSet& line : self) {
    if (keeps_open && line.number("hour_to") == 0) {
      line.set("duration_hours", line.number("duration_hours"));
      continue;
    }
    line.set("duration_hours", is_break(line) ? 0 : line.number("hour_to") - line.number("hour_from"));
  }
}

// What is longer than three quarters of a usual day counts as a whole one.
double days_of(const RecordSet& line) {
  if (is_break(line)) return 0;
  if (line.text("day_period") == "full_day") return 1;
  return line.number("duration_hours") <= line["calendar_id"].number("hours_per_day") * 3 / 4 ? 0.5 : 1;
}

void compute_duration_days(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("duration_days", days_of(line));
}

void inverse_duration_hours(const RecordSet& self) {
  constexpr double noon = 12;
  for (const RecordSet& line : self) {
    if (!line.flag("duration_based")) continue;
    const std::string period = line.text("day_period");
    const double hours = period == "full_day" ? line.number("duration_hours") / 2 : line.number("duration_hours");
    if (period == "full_day" || period == "morning") line.set("hour_from", noon - hours);
    if (period == "full_day" || period == "afternoon") line.set("hour_to", noon + hours);
    if (period == "morning") line.set("hour_to", noon);
    if (period == "afternoon") line.set("hour_from", noon);
  }
}

void compute_display_name(const RecordSet& self) {
  const std::string current = is_second_week(self.env().today()) ? "1" : "0";
  for (const RecordSet& line : self) {
    const std::string week = line.text("week_type");
    const bool is_section = line.text("display_type") == "line_section";
    line.set("display_name", is_section ? std::string(week == "0" ? "First week" : "Second week") +
                                              (week == current ? " (this week)" : " (other week)")
                                        : line.text("name"));
  }
}

Value cut_hours(const RecordSet& line) {
  constexpr double last_start = 23.99, day_end = 24;
  const double from = std::clamp(line.number("hour_from"), 0.0, last_start);
  line.set("hour_from", from);
  line.set("hour_to", std::max(std::clamp(line.number("hour_to"), 0.0, day_end), from));
  return {};
}

void check_day_period(const RecordSet& self) {
  for (const RecordSet& line : self)
    if (is_break(line) && line.flag("duration_based"))
      throw user_error(line.text("name") + " is a break: a schedule that is based on durations has none.");
}

}  // namespace

Behaviour resource_calendar_attendance() {
  constexpr In since_19{.since = Series::v19};
  return {
      .model = "resource.calendar.attendance",
      .computes = {{{"duration_hours"}, compute_duration_hours},
                   {{"duration_days"}, compute_duration_days},
                   {{"display_name"}, compute_display_name}},
      .inverses = {{"duration_hours", inverse_duration_hours, since_19}},
      .constraints = {{check_day_period, {"day_period"}, since_19}},
      .onchanges = {{{"hour_from", "hour_to"}, cut_hours}},
  };
}

}  // namespace paridoo::addons::resource
