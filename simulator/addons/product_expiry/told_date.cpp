#include "simulator/addons/product_expiry/told_date.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace paridoo::addons::product_expiry {
namespace {

struct Part {
  int number = 0;
  bool is_month_name = false;
  bool is_long = false;  // more than two digits: a year
};

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> words(1);
  for (const char c : text)
    if (separators.find(c) != std::string_view::npos)
      words.emplace_back();
    else
      words.back() += c;
  words.erase(std::remove(words.begin(), words.end(), ""), words.end());
  return words;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words = split(text, "-/., T");
  for (std::string& word : words)
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return words;
}

bool is_number(std::string_view word) {
  return !word.empty() && word.size() <= 4 && word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<Part> part_of(const std::string& word) {
  if (is_number(word)) return Part{.number = std::stoi(word), .is_long = word.size() > 2};
  constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                    "may",       "june",     "july",     "august",
                                                    "september", "october",  "november", "december"};
  for (std::size_t at = 0; at < months.size(); ++at)
    if (word.size() >= 3 && (word == months[at] || word == months[at].substr(0, 3)))
      return Part{.number = static_cast<int>(at) + 1, .is_month_name = true};
  return std::nullopt;
}

// "10:30" or "10:30:15", in seconds.
std::optional<int> time_of(const std::string& word) {
  int seconds = 0, count = 0;
  for (std::size_t from = 0; from <= word.size(); ++count) {
    const std::size_t to = std::min(word.find(':', from), word.size());
    const std::string piece = word.substr(from, to - from);
    if (!is_number(piece) || count > 2) return std::nullopt;
    seconds = seconds * 60 + std::stoi(piece);
    from = to + 1;
  }
  if (count == 2) seconds *= 60;
  return count >= 2 && seconds < 24 * 60 * 60 ? std::optional(seconds) : std::nullopt;
}

struct Date {
  int year, month, day;
};

Date with_month_name(const std::array<Part, 3>& p) {
  const auto named = static_cast<std::size_t>(
      std::find_if(p.begin(), p.end(), [](const Part& part) { return part.is_month_name; }) - p.begin());
  const Part &first = p[named == 0 ? 1 : 0], &second = p[named == 2 ? 1 : 2];
  const bool year_is_first = first.is_long || first.number > 31 || (named == 2 && !second.is_long);
  return year_is_first ? Date{first.number, p[named].number, second.number}
                       : Date{second.number, p[named].number, first.number};
}

Date resolved(const std::array<Part, 3>& p, const DateOrder& order) {
  if (p[0].is_month_name || p[1].is_month_name || p[2].is_month_name) return with_month_name(p);
  const int a = p[0].number, b = p[1].number, c = p[2].number;
  if (p[0].is_long || a > 31 || (order.year_first && b <= 12 && c <= 31))
    return order.day_first && c <= 12 ? Date{a, c, b} : Date{a, b, c};
  if (a > 12 || (order.day_first && b <= 12)) return {c, b, a};
  return {c, a, b};
}

int full_year(const Date& date, bool is_long, int this_year) {
  if (is_long || date.year >= 100) return date.year;
  const int year = date.year + this_year / 100 * 100;
  return year >= this_year + 50 ? year - 100 : year < this_year - 50 ? year + 100 : year;
}

}  // namespace

std::vector<std::string> date_parts(std::string_view text) { return split(text, "-/ "); }

int leading_number(const std::string& text) {
  const std::size_t length = std::min<std::size_t>(text.find_first_not_of("0123456789"), 9);
  return length == 0 ? 0 : std::stoi("0" + text.substr(0, length));
}

std::optional<orm::Moment> told_moment(std::string_view text, const DateOrder& order, orm::Day today) {
  std::vector<std::string> words = words_of(text);
  int seconds = 0;
  if (words.size() == 4) {
    const std::optional<int> time = time_of(words.back());
    if (!time) return std::nullopt;
    seconds = *time;
    words.pop_back();
  }
  if (words.size() != 3) return std::nullopt;
  std::array<Part, 3> parts;
  for (std::size_t at = 0; at < 3; ++at) {
    const std::optional<Part> part = part_of(words[at]);
    if (!part) return std::nullopt;
    parts[at] = *part;
  }
  const Date date = resolved(parts, order);
  const bool is_long = std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.is_long; });
  using namespace std::chrono;
  const int this_year = static_cast<int>(year_month_day(today).year());
  const year_month_day day(year(full_year(date, is_long, this_year)), month(static_cast<unsigned>(date.month)),
                           std::chrono::day(static_cast<unsigned>(date.day)));
  if (!day.ok()) return std::nullopt;
  return orm::Moment(sys_days(day)) + std::chrono::seconds(seconds);
}

}  // namespace paridoo::addons::product_expiry
