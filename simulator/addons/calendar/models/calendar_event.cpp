// calendar.event: when a meeting begins and ends. Its end and its duration follow each other, and its beginning moves
// both ends.
#include <cmath>

#include "simulator/addons/calendar/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::calendar {

using namespace orm;

namespace {

constexpr int minutes_per_hour = 60;

double hours_between(Moment start, Moment stop) {
  const double seconds = std::chrono::duration<double>(stop - start).count();
  return float_round(seconds / std::chrono::seconds(std::chrono::hours(1)).count(), digits(2));
}

void compute_duration(const RecordSet& self) {
  for (const RecordSet& event : self) {
    const auto start = event.moment("start"), stop = event.moment("stop");
    event.set("duration", start && stop ? hours_between(*start, *stop) : 0.0);
  }
}

// A meeting of no duration lasts an hour; one of whole days ends just before the next.
Value end_of(Moment start, double hours, bool allday) {
  const auto minutes = std::chrono::minutes(std::llround((hours != 0 ? hours : 1) * minutes_per_hour));
  return format_moment(start + minutes - std::chrono::seconds(allday ? 1 : 0));
}

void compute_stop(const RecordSet& self) {
  for (const RecordSet& event : self)
    if (const auto start = event.moment("start"); start && !event.moment("stop"))
      event.set("stop", end_of(*start, event.number("duration"), event.flag("allday")));
}

void compute_dates(const RecordSet& self) {
  for (const RecordSet& event : self) {
    const auto start = event.moment("start"), stop = event.moment("stop");
    const bool whole = event.flag("allday") && start && stop;
    event.set("start_date", whole ? Value(format_day(std::chrono::floor<std::chrono::days>(*start))) : Value(false));
    event.set("stop_date", whole ? Value(format_day(std::chrono::floor<std::chrono::days>(*stop))) : Value(false));
  }
}

// The next full or half hour, and an hour later.
Moment next_half_hour(const Env& env) {
  constexpr std::chrono::minutes half{30};
  const Moment now = env.now();
  const auto over = now.time_since_epoch() % half;
  return over.count() == 0 ? now : now + (half - over);
}

Value default_start(const RecordSet& model) { return format_moment(next_half_hour(model.env())); }
Value default_stop(const RecordSet& model) {
  return format_moment(next_half_hour(model.env()) + std::chrono::hours(1));
}

// Calls take place elsewhere: the address is what somebody has said.
void keep_videocall_location(const RecordSet& self) {
  for (const RecordSet& event : self) event.set("videocall_location", event.value("videocall_location"));
}

// Odoo takes the id of the attendee for that of the meeting; 19.0 looks at attendees, which are not simulated.
Domain search_current_attendee(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("id", std::string(comparison), operand);
}

// Meetings of whole days begin at eight and end at six, wherever they are.
void inverse_dates(const RecordSet& self) {
  for (const RecordSet& event : self) {
    if (!event.flag("allday")) continue;
    const auto day_of = [&](std::string_view date, std::string_view moment) {
      const auto day = event.day(date);
      return day ? *day : std::chrono::floor<std::chrono::days>(event.moment(moment).value_or(event.env().now()));
    };
    constexpr std::chrono::hours first{8}, last{18};
    event.write({{"start", format_moment(day_of("start_date", "start") + first)},
                 {"stop", format_moment(day_of("stop_date", "stop") + last)}});
  }
}

void check_closing(const RecordSet& self) {
  for (const RecordSet& event : self) {
    const auto start = event.moment("start"), stop = event.moment("stop");
    const auto first = event.day("start_date"), last = event.day("stop_date");
    const bool backwards = event.flag("allday") ? first && last && *last < *first : start && stop && *stop < *start;
    if (backwards) throw validation_error("The meeting " + event.text("name") + " ends before it begins.");
  }
}

// The ends that follow from what is written of one of them.
void follow(const RecordSet& event, const Dict& given, Dict& values) {
  if (given.contains("stop") || (!given.contains("start") && !given.contains("duration"))) return;
  const Value& start = given.contains("start") ? given.get("start") : event.value("start");
  const auto begins = start.is_text() ? parse_moment(start.text()) : std::nullopt;
  const Value& duration = given.get("duration");
  const double hours = duration.is_number() ? duration.number() : event.number("duration");
  const bool allday = given.contains("allday") ? static_cast<bool>(given.get("allday")) : event.flag("allday");
  if (!begins) return;
  values.set("stop", end_of(*begins, hours, allday));
  values.set("duration", hours);
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const Dict given = values;
  if (self.size() == 1) follow(self, given, values);
  if (self.size() < 2) return super(self, std::move(values));
  for (const RecordSet& event : self) event.write(given);
}

}  // namespace

Behaviour calendar_event() {
  return {.model = "calendar.event",
          .defaults = {{"start", default_start}, {"stop", default_stop}},
          .computes = {{{"duration"}, compute_duration},
                       {{"stop"}, compute_stop},
                       {{"start_date", "stop_date"}, compute_dates},
                       {{"videocall_location"}, keep_videocall_location}},
          .inverses = {{"start_date", inverse_dates}, {"stop_date", inverse_dates}},
          .searches = {{"current_attendee", search_current_attendee, {.until = Series::v18}}},
          .constraints = {{check_closing, {"start", "stop", "start_date", "stop_date"}}},
          .write = write};
}

}  // namespace paridoo::addons::calendar
