// Dates in groups: intervals and numbers, in SQL and as the answer shows them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "simulator/orm/fault.h"
#include "simulator/orm/grouping.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/store.h"
#include "simulator/orm/time_zone.h"

namespace paridoo::orm {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::year_month_day;

struct Named {
  std::string_view name;
  std::string_view pattern;  // with {} for the date
};

// The first day of the interval; what is shorter than a day and the week are put together by code.
constexpr std::array<Named, 4> intervals = {{
    {"day", "strftime('%Y-%m-%d', {})"},
    {"month", "strftime('%Y-%m-01', {})"},
    {"quarter", "(strftime('%Y-', {}) || printf('%02d', (strftime('%m', {}) - 1) / 3 * 3 + 1) || '-01')"},
    {"year", "strftime('%Y-01-01', {})"},
}};

constexpr std::array<Named, 9> numbers = {{
    {"year_number", "CAST(strftime('%Y', {}) AS INTEGER)"},
    {"quarter_number", "((CAST(strftime('%m', {}) AS INTEGER) + 2) / 3)"},
    {"month_number", "CAST(strftime('%m', {}) AS INTEGER)"},
    // The ISO week is the week of the year that its Thursday lies in.
    {"iso_week_number", "((CAST(strftime('%j', {}, '-3 days', 'weekday 4') AS INTEGER) + 6) / 7)"},
    {"day_of_year", "CAST(strftime('%j', {}) AS INTEGER)"},
    {"day_of_month", "CAST(strftime('%d', {}) AS INTEGER)"},
    {"hour_number", "CAST(strftime('%H', {}) AS INTEGER)"},
    {"minute_number", "CAST(strftime('%M', {}) AS INTEGER)"},
    {"second_number", "CAST(strftime('%S', {}) AS INTEGER)"},
}};

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

template <std::size_t size>
const Named* find(const std::array<Named, size>& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& one) { return one.name == name; });
  return found == list.end() ? nullptr : &*found;
}

// Days from the first day of the week to Monday: Odoo's weeks of Sunday begin one day early.
int days_before_monday(int week_start) { return week_start == 1 ? 0 : 8 - week_start; }

// --- SQL

Sql week_sql(const Env& env, const Sql& value) {
  const int early = days_before_monday(week_start(env));
  return applied(fmt::format("date({{}}, '+{0} days', '-6 days', 'weekday 1', '-{0} days')", early), value);
}

// The value as the clocks of the zone show it: an offset for each stretch of time between the first and the last.
Sql shifted(Compilation& compilation, const Source& source, const Sql& value, const std::string& zone) {
  const Sql span = sql("SELECT MIN(", value, "), MAX(", value, ") FROM ", identifier(source.model.model().table),
                       " AS ", source.alias);
  flush_reads(source.env(), compilation);
  std::optional<Moment> first, last;
  source.env().store().run(span.text, span.parameters, [&](const StoreRow& row) {
    first = parse_moment(row.text(0).substr(0, 19));
    last = parse_moment(row.text(1).substr(0, 19));
  });
  if (!first || !last) return value;
  Sql offset;
  const std::vector<ZoneOffset> stretches = zone_offsets(zone, *first, *last);
  for (std::size_t at = 0; at + 1 < stretches.size(); ++at)
    append(offset, sql(" WHEN ", value, " < ", Bound{format_moment(stretches[at + 1].since)},
                       fmt::format(" THEN '{:+} seconds'", stretches[at].offset.count())));
  const std::string rest = fmt::format("'{:+} seconds'", stretches.back().offset.count());
  if (offset.text.empty()) return sql("datetime(", value, ", ", rest, ")");
  return sql("datetime(", value, ", CASE", offset, " ELSE ", rest, " END)");
}

Sql number_sql(const Env& env, const Sql& value, std::string_view granularity) {
  if (const Named* number = find(numbers, granularity)) return applied(number->pattern, value);
  const int start = week_start(env);
  return applied(fmt::format("((7 - {} + strftime('%w', {{}})) % 7)", start), value);
}

// --- labels

std::string month_name(unsigned month) { return std::string(months.at(month - 1)); }

// As Odoo counts weeks where they do not begin on Monday: the first one is that of 1 January, whose days before it
// count to the new year.
std::string week_label(Day day, int start) {
  using std::chrono::January;
  const year_month_day date(day);
  if (start == 1) {
    const Day thursday = day + days(3);
    const int year = static_cast<int>(year_month_day(thursday).year());
    const auto since = thursday - Day(std::chrono::year(year) / January / 1);
    return fmt::format("W{} {:04}", since.count() / 7 + 1, year);
  }
  const auto first_week = [&](int year) {
    const Day new_year(std::chrono::year(year) / January / 1);
    const auto weekday = static_cast<int>(std::chrono::weekday(new_year).iso_encoding());
    return new_year - days((weekday - start + 7) % 7);
  };
  const int year = static_cast<int>(date.year());
  if (day >= first_week(year + 1)) return fmt::format("W1 {:04}", year + 1);
  return fmt::format("W{} {:04}", (day - first_week(year)).count() / 7 + 1, year);
}

std::string hour_label(Moment moment) {
  const Day day = std::chrono::floor<days>(moment);
  const year_month_day date(day);
  const auto hour = std::chrono::duration_cast<hours>(moment - day).count();
  return fmt::format("{:02}:00 {:02} {}", (hour + 11) % 12 + 1, static_cast<unsigned>(date.day()),
                     month_name(static_cast<unsigned>(date.month())).substr(0, 3));
}

std::string label_of(const Env& env, Moment moment, std::string_view granularity) {
  const Day day = std::chrono::floor<days>(moment);
  const year_month_day date(day);
  const int year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month());
  if (granularity == "hour") return hour_label(moment);
  if (granularity == "week") return week_label(day, week_start(env));
  if (granularity == "month") return fmt::format("{} {:04}", month_name(month), year);
  if (granularity == "quarter") return fmt::format("Q{} {:04}", (month + 2) / 3, year);
  if (granularity == "year") return fmt::format("{:04}", year);
  return fmt::format("{:02} {} {:04}", static_cast<unsigned>(date.day()), month_name(month).substr(0, 3), year);
}

Moment moment_of(const std::string& text) {
  const std::optional<Moment> moment = parse_moment(text);
  if (!moment) throw std::logic_error("no date: " + text);
  return *moment;
}

// In the form that `like` has.
std::string formatted(Moment moment, const std::string& like) {
  return like.size() == 10 ? format_day(std::chrono::floor<days>(moment)) : format_moment(moment);
}

}  // namespace

bool is_interval(std::string_view granularity) {
  return granularity == "hour" || granularity == "week" || find(intervals, granularity);
}

bool is_date_number(std::string_view granularity) { return granularity == "day_of_week" || find(numbers, granularity); }

bool is_date(const Field& field) { return field.type() == FieldType::date || field.type() == FieldType::datetime; }

std::optional<std::string> zone_for(const Env& env, const Field& field) {
  const Value& zone = env.context("tz");
  if (field.type() != FieldType::datetime || !zone.is_text() || !is_time_zone(zone.text())) return std::nullopt;
  return zone.text();
}

int week_start(const Env& env) {
  constexpr int sunday = 7;  // en_US
  const Value& language = env.context("lang");
  if (!env.registry().find("res.lang")) return sunday;
  const std::vector<Value> wanted = {language.is_text() ? language : Value("en_US")};
  const Value start = env.store().scalar("SELECT week_start FROM res_lang WHERE code = ? AND active", wanted);
  return start.is_text() && start.text().size() == 1 ? start.text().front() - '0' : sunday;
}

Sql date_key(Compilation& compilation, const Source& source, const Field& field, const std::string& granularity) {
  Sql value = field_sql(compilation, source, field);
  if (const auto zone = zone_for(source.env(), field)) value = shifted(compilation, source, value, *zone);
  if (is_date_number(granularity)) return number_sql(source.env(), value, granularity);
  if (granularity == "hour")
    return applied(field.type() == FieldType::date ? "strftime('%Y-%m-%d', {})" : "strftime('%Y-%m-%d %H:00:00', {})",
                   value);
  const Sql day =
      granularity == "week" ? week_sql(source.env(), value) : applied(find(intervals, granularity)->pattern, value);
  return field.type() == FieldType::date ? day : sql("(", day, " || ' 00:00:00')");
}

std::string next_interval(const std::string& first, std::string_view granularity) {
  const Moment moment = moment_of(first);
  const Day day = std::chrono::floor<days>(moment);
  const auto later = [&](int count) { return formatted(add_months(day, count), first); };
  if (granularity == "hour") return formatted(moment + hours(1), first);
  if (granularity == "day") return formatted(moment + days(1), first);
  if (granularity == "week") return formatted(moment + days(7), first);
  return later(granularity == "month" ? 1 : granularity == "quarter" ? 3 : 12);
}

std::string interval_of(const Env& env, const Field& field, const std::string& date, std::string_view granularity) {
  const Moment moment = moment_of(date);
  const Day day = std::chrono::floor<days>(moment);
  const year_month_day ymd(day);
  const auto month = static_cast<unsigned>(ymd.month());
  const auto first_of = [&](unsigned of_month) { return Day(ymd.year() / std::chrono::month(of_month) / 1); };
  Moment first = day;
  if (granularity == "hour") first = std::chrono::floor<hours>(moment);
  if (granularity == "week") {
    const auto weekday = static_cast<int>(std::chrono::weekday(day).iso_encoding());
    first = day - days((weekday - week_start(env) + 7) % 7);
  }
  if (granularity == "month") first = first_of(month);
  if (granularity == "quarter") first = first_of((month - 1) / 3 * 3 + 1);
  if (granularity == "year") first = first_of(1);
  return field.type() == FieldType::date ? format_day(std::chrono::floor<days>(first)) : format_moment(first);
}

DateGroup date_group(const Env& env, const GroupTerm& term, const std::string& first) {
  DateGroup out{.label = label_of(env, moment_of(first), term.granularity),
                .from = first,
                .to = next_interval(first, term.granularity)};
  const auto zone = zone_for(env, *term.field);
  if (!zone) return out;
  out.from = format_moment(to_utc(*zone, moment_of(first)));
  out.to = format_moment(to_utc(*zone, moment_of(out.to)));
  return out;
}

}  // namespace paridoo::orm
