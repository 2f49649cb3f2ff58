#include "simulator/orm/clock.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace paridoo::orm {

namespace {

using std::chrono::floor;

// Takes a number of `shortest` to `longest` digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t shortest, std::size_t longest) {
  std::size_t length = 0;
  while (length < longest && length < text.size() && text[length] >= '0' && text[length] <= '9') ++length;
  if (length < shortest) return std::nullopt;
  int number = 0;
  std::from_chars(text.data(), text.data() + length, number);
  text.remove_prefix(length);
  return number;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

// "2026-11-22", the month and the day of one digit or two, off the front of `text`.
std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_number(text, 4, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 1, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 1, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *year == 0) return std::nullopt;
  return Day(date);
}

// "02:20:35", or the hours and minutes of it that are there.
std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
  constexpr std::array<int, 3> ends = {24, 60, 60};
  std::array<int, 3> parts = {0, 0, 0};
  for (std::size_t i = 0; i < parts.size() && !text.empty(); ++i) {
    if (i > 0 && !take(text, ':')) return std::nullopt;
    const auto part = take_number(text, 2, 2);
    if (!part || *part >= ends[i]) return std::nullopt;
    parts[i] = *part;
  }
  if (!text.empty()) return std::nullopt;
  return std::chrono::hours(parts[0]) + std::chrono::minutes(parts[1]) + std::chrono::seconds(parts[2]);
}

// Each record that is made or changed says when: a format that is parsed each time is felt.
void append_two_digits(std::string& text, long number) {
  text += static_cast<char>('0' + number / 10);
  text += static_cast<char>('0' + number % 10);
}

}  // namespace

Clock system_clock() {
  return [] { return floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
}

Clock clock_from(Moment start) {
  return [start, real_start = std::chrono::steady_clock::now()] {
    return start + floor<std::chrono::seconds>(std::chrono::steady_clock::now() - real_start);
  };
}

std::string format_moment(Moment moment) {
  const Day day = floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(moment - day);
  std::string text = format_day(day);
  text.reserve(text.size() + sizeof " 00:00:00");
  append_two_digits(text += ' ', time.hours().count());
  append_two_digits(text += ':', time.minutes().count());
  append_two_digits(text += ':', time.seconds().count());
  return text;
}

std::string format_day(Day day) {
  const std::chrono::year_month_day date(day);
  const int year = int(date.year());
  if (year < 0 || year > 9999)
    return fmt::format("{:04}-{:02}-{:02}", year, unsigned(date.month()), unsigned(date.day()));
  std::string text;
  append_two_digits(text, year / 100);
  append_two_digits(text, year % 100);
  append_two_digits(text += '-', unsigned(date.month()));
  append_two_digits(text += '-', unsigned(date.day()));
  return text;
}

std::optional<Moment> parse_moment(std::string_view text) {
  // Odoo cuts its format to the length of the text: whole hours and minutes pass, one-digit parts do not.
  constexpr std::size_t day_length = 10;
  std::string_view rest = text.substr(0, day_length);
  const std::optional<Day> day = take_day(rest);
  if (!day || text.size() < day_length || !rest.empty()) return std::nullopt;
  if (text.size() == day_length) return Moment(*day);
  if (text[day_length] != ' ' || text.size() == day_length + 1) return std::nullopt;
  const auto time = time_of_day(text.substr(day_length + 1));
  return time ? std::optional<Moment>(*day + *time) : std::nullopt;
}

std::optional<Day> parse_day(std::string_view text) {
  // As in Odoo, what follows the first ten characters does not count.
  text = text.substr(0, 10);
  const std::optional<Day> day = take_day(text);
  return text.empty() ? day : std::nullopt;
}

Day add_months(Day day, int months) {
  const std::chrono::year_month_day date(day);
  const std::chrono::year_month month = date.year() / date.month() + std::chrono::months(months);
  const std::chrono::year_month_day_last last = month / std::chrono::last;
  return Day(month / std::min(date.day(), last.day()));
}

Day end_of_month(Day day) {
  const std::chrono::year_month_day date(day);
  return Day(date.year() / date.month() / std::chrono::last);
}

}  // namespace paridoo::orm
