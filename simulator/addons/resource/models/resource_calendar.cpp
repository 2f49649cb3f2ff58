#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "simulator/addons/base/models/res_partner.h"
#include "simulator/addons/resource/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::resource {

using namespace orm;

constexpr int week_days = 7;

// Weeks are counted from the year 1: every other one is the second of a calendar of two weeks.
bool is_second_week(Day day) {
  constexpr int days_until_1970 = 719162;
  return (day.time_since_epoch().count() + days_until_1970) / week_days % 2 != 0;
}

namespace {

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

bool is_whole(const Value& value) { return value.is_integer() || value.is_boolean() || value.is_none(); }

// A truth value counts as 1 or 0.
double whole(const Value& value) { return value.is_integer() ? value.number() : value ? 1 : 0; }

// Odoo compares the rate with whole numbers only.
Domain search_work_time_rate(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const auto asked = as_membership(comparison, operand);
  const bool is_order = (comparison == "<" || comparison == ">") && !operand.is_list();
  if ((!asked && !is_order) || !std::ranges::all_of(asked_values(operand), is_whole))
    throw user_error("The rate of working time is compared with whole numbers.");
  const auto fits = [&](const RecordSet& calendar) {
    const double rate = calendar.number("work_time_rate");
    if (!asked) return comparison == "<" ? rate < whole(operand) : rate > whole(operand);
    const auto equals = [&](const Value& value) { return whole(value) == rate; };
    return std::ranges::any_of(asked->values, equals) != asked->negated;
  };
  return term("id", "in", model.search(Domain::everything()).filtered(fits).ids());
}

// Breaks, headings, what is for one resource or for some time only: all that is no hour of everybody's week.
RecordSet worked_lines(const RecordSet& calendar) {
  const bool has_dates = !calendar.env().since(Series::v19);
  return calendar["attendance_ids"].filtered([&](const RecordSet& line) {
    if (line.text("day_period") == "lunch" || !line.text("display_type").empty()) return false;
    return !has_dates || (!line.day("date_from") && !line.day("date_to") && line.value("resource_id").is_none());
  });
}

double worked_hours(const RecordSet& lines) { return lines.sum("hour_to") - lines.sum("hour_from"); }

std::size_t worked_days(const RecordSet& lines) {
  return lines.grouped([](const RecordSet& line) { return line.text("dayofweek"); }).size();
}

double hours_per_day(const RecordSet& calendar) {
  const RecordSet lines = worked_lines(calendar);
  const std::size_t days = calendar.flag("two_weeks_calendar") ? worked_days(lines.where("week_type", "=", "1")) +
                                                                     worked_days(lines.where("week_type", "=", "0"))
                                                               : worked_days(lines);
  return days == 0 ? 0 : float_round(worked_hours(lines) / static_cast<double>(days), digits(2));
}

double hours_per_week(const RecordSet& calendar) {
  const double hours = worked_hours(worked_lines(calendar));
  return float_round(calendar.flag("two_weeks_calendar") ? hours / 2 : hours, digits(2));
}

bool has_own_hours(const RecordSet& calendar) {
  return calendar.env().since(Series::v18) && calendar.flag("flexible_hours");
}

void compute_hours_per_day(const RecordSet& self) {
  for (const RecordSet& calendar : self)
    if (!has_own_hours(calendar)) calendar.set("hours_per_day", hours_per_day(calendar));
}

void compute_hours_per_week(const RecordSet& self) {
  for (const RecordSet& calendar : self)
    if (!has_own_hours(calendar)) calendar.set("hours_per_week", hours_per_week(calendar));
}

// Lines come with the calendar, by its defaults; one that is there keeps them when its company changes.
void keep_lines(const RecordSet&) {}

void compute_full_time_required_hours(const RecordSet& self) {
  for (const RecordSet& calendar : self)
    if (const RecordSet company = calendar["company_id"])
      calendar.set("full_time_required_hours", company.sudo()["resource_calendar_id"].number("hours_per_week"));
}

void compute_flexible_hours(const RecordSet& self) {
  for (const RecordSet& calendar : self) calendar.set("flexible_hours", calendar.text("schedule_type") == "flexible");
}

void inverse_flexible_hours(const RecordSet& self) {
  for (const RecordSet& calendar : self)
    calendar.set("schedule_type", calendar.flag("flexible_hours") ? "flexible" : "fully_fixed");
}

// There are neither employees nor machines here.
void compute_work_resources_count(const RecordSet& self) {
  for (const RecordSet& calendar : self) calendar.set("work_resources_count", 0);
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  const bool may_be_named = !self.env().since(Series::v18) && defaults.get("name");
  for (std::size_t at = 0; at < copies.size() && !may_be_named; ++at)
    copies[at].set("name", self.at(at).text("name") + " (copy)");
  return copies;
}

}  // namespace

Behaviour resource_calendar() {
  constexpr In since_19{.since = Series::v19};
  return {
      .model = "resource.calendar",
      .computes = {{{"tz_offset"}, base::partner::compute_tz_offset},
                   {{"two_weeks_explanation"}, compute_two_weeks_explanation},
                   {{"attendance_ids"}, keep_lines},
                   {{"global_leave_ids"}, keep_lines},
                   {{"hours_per_day"}, compute_hours_per_day},
                   {{"hours_per_week"}, compute_hours_per_week, since_19},
                   {{"full_time_required_hours"}, compute_full_time_required_hours, since_19},
                   {{"flexible_hours"}, compute_flexible_hours, since_19},
                   {{"work_time_rate", "is_fulltime"}, compute_work_time_rate, since_19},
                   {{"work_resources_count"}, compute_work_resources_count, since_19}},
      .inverses = {{"flexible_hours", inverse_flexible_hours, since_19}},
      .searches = {{"work_time_rate", search_work_time_rate, since_19}},
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::resource
