#include "simulator/addons/account/move_number.h"

#include <fmt/format.h>

#include <functional>
#include <vector>

namespace paridoo::addons::account {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// How many characters a piece of a format may take at a place, in the order in which they are tried.
using Lengths = std::vector<std::size_t>;

struct Piece {
  std::function<Lengths(std::string_view text, std::size_t at)> lengths;
  std::string_view* into = nullptr;
};

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && is_digit(text[at + count])) ++count;
  return count;
}

std::size_t others_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && !is_digit(text[at + count])) ++count;
  return count;
}

Lengths up_to(std::size_t least, std::size_t most) {
  Lengths out;
  for (std::size_t length = least; length <= most; ++length) out.push_back(length);
  return out;
}

Lengths anything(std::string_view text, std::size_t at) { return up_to(0, text.size() - at); }
Lengths words(std::string_view text, std::size_t at) { return up_to(0, others_at(text, at)); }
Lengths some_words(std::string_view text, std::size_t at) { return up_to(1, others_at(text, at)); }
Lengths one_word(std::string_view text, std::size_t at) { return others_at(text, at) ? Lengths{1} : Lengths{}; }

Lengths number(std::string_view text, std::size_t at) {
  Lengths out;
  for (std::size_t length = digits_at(text, at) + 1; length-- > 0;) out.push_back(length);
  return out;
}

Lengths short_number(std::string_view text, std::size_t at) {
  Lengths out;
  for (const std::size_t length : number(text, at))
    if (length <= 9) out.push_back(length);
  return out;
}

bool is_month(std::string_view text) { return text >= "01" && text <= "12"; }

Lengths month(std::string_view text, std::size_t at) {
  return digits_at(text, at) >= 2 && is_month(text.substr(at, 2)) ? Lengths{2} : Lengths{};
}

bool begins_number(std::string_view text, std::size_t at) { return at == 0 || !is_digit(text[at - 1]); }

bool is_century(std::string_view text) { return text == "19" || text == "20" || text == "21"; }

// Four digits of our centuries, or two that no digit follows.
Lengths year(std::string_view text, std::size_t at) {
  Lengths out;
  if (!begins_number(text, at)) return out;
  const std::size_t digits = digits_at(text, at);
  if (digits >= 4 && is_century(text.substr(at, 2))) out.push_back(4);
  if (digits == 2 && at + 2 < text.size()) out.push_back(2);
  return out;
}

// The same, where two digits may be followed by anything that the format wants next.
Lengths loose_year(std::string_view text, std::size_t at) {
  Lengths out;
  if (!begins_number(text, at)) return out;
  const std::size_t digits = digits_at(text, at);
  if (digits >= 4 && is_century(text.substr(at, 2))) out.push_back(4);
  if (digits >= 2) out.push_back(2);
  return out;
}

bool fits(std::string_view text, std::size_t at, const std::vector<Piece>& pieces, std::size_t piece = 0) {
  if (piece == pieces.size()) return at == text.size();
  for (const std::size_t length : pieces[piece].lengths(text, at)) {
    if (!fits(text, at + length, pieces, piece + 1)) continue;
    if (pieces[piece].into) *pieces[piece].into = text.substr(at, length);
    return true;
  }
  return false;
}

int number_of(std::string_view digits) { return digits.empty() ? 0 : std::stoi(std::string(digits)); }

struct Texts {
  std::string_view prefix1, prefix2, prefix3, prefix4, suffix, year, year_end, month, number;
};

MoveNumber made(NumberReset reset, const Texts& texts) {
  return {.reset = reset,
          .prefix1 = std::string(texts.prefix1),
          .prefix2 = std::string(texts.prefix2),
          .prefix3 = std::string(texts.prefix3),
          .prefix4 = std::string(texts.prefix4),
          .suffix = std::string(texts.suffix),
          .year = number_of(texts.year),
          .year_end = number_of(texts.year_end),
          .month = number_of(texts.month),
          .number = texts.number.empty() ? 0 : std::stoll(std::string(texts.number.substr(0, 18))),
          .year_length = texts.year.size(),
          .year_end_length = texts.year_end.size(),
          .number_length = texts.number.size()};
}

// A range goes from one year to the next.
bool is_range(const Texts& texts) {
  if (texts.year.size() < texts.year_end.size()) return false;
  return shortened_year(number_of(texts.year) + 1, texts.year_end.size()) == number_of(texts.year_end);
}

std::optional<Texts> as_year_range_month(std::string_view text) {
  Texts t;
  const bool found = fits(text, 0,
                          {{anything, &t.prefix1},
                           {year, &t.year},
                           {one_word, &t.prefix2},
                           {year, &t.year_end},
                           {one_word, &t.prefix3},
                           {month, &t.month},
                           {some_words, &t.prefix4},
                           {number, &t.number},
                           {words, &t.suffix}});
  return found && is_range(t) ? std::optional(t) : std::nullopt;
}

std::optional<Texts> as_month(std::string_view text) {
  Texts t;
  const bool found = fits(text, 0,
                          {{anything, &t.prefix1},
                           {year, &t.year},
                           {words, &t.prefix2},
                           {month, &t.month},
                           {some_words, &t.prefix3},
                           {number, &t.number},
                           {words, &t.suffix}});
  return found ? std::optional(t) : std::nullopt;
}

std::optional<Texts> as_year_range(std::string_view text) {
  Texts t;
  const bool found = fits(text, 0,
                          {{anything, &t.prefix1},
                           {year, &t.year},
                           {one_word, &t.prefix2},
                           {year, &t.year_end},
                           {some_words, &t.prefix3},
                           {number, &t.number},
                           {words, &t.suffix}});
  return found && is_range(t) ? std::optional(t) : std::nullopt;
}

std::optional<Texts> as_year(std::string_view text) {
  Texts t;
  const bool found = fits(text, 0,
                          {{anything, &t.prefix1},
                           {loose_year, &t.year},
                           {some_words, &t.prefix2},
                           {number, &t.number},
                           {words, &t.suffix}});
  return found ? std::optional(t) : std::nullopt;
}

Texts as_fixed(std::string_view text) {
  Texts t;
  fits(text, 0, {{anything, &t.prefix1}, {short_number, &t.number}, {words, &t.suffix}});
  return t;
}

// A text without any number is all prefix.
MoveNumber without_number(MoveNumber number) {
  if (number.number_length > 0) return number;
  number.prefix1 = std::move(number.suffix);
  number.suffix.clear();
  return number;
}

}  // namespace

int shortened_year(int year, std::size_t length) {
  int power = 1;
  for (std::size_t digit = 0; digit < length; ++digit) power *= 10;
  return year % power;
}

MoveNumber parse_move_number(std::string_view text) {
  if (const auto found = as_year_range_month(text)) return without_number(made(NumberReset::year_range_month, *found));
  if (const auto found = as_month(text)) return without_number(made(NumberReset::month, *found));
  if (const auto found = as_year_range(text)) return without_number(made(NumberReset::year_range, *found));
  if (const auto found = as_year(text)) return without_number(made(NumberReset::year, *found));
  return without_number(made(NumberReset::never, as_fixed(text)));
}

std::string format_move_number(const MoveNumber& n) {
  const auto padded = [](std::int64_t value, std::size_t width) { return fmt::format("{:0{}}", value, width); };
  const std::string year = padded(n.year, n.year_length);
  const std::string end = padded(n.year_end, n.year_end_length);
  const std::string month = padded(n.month, 2);
  const std::string number = padded(n.number, n.number_length) + n.suffix;
  switch (n.reset) {
    case NumberReset::year_range_month:
      return n.prefix1 + year + n.prefix2 + end + n.prefix3 + month + n.prefix4 + number;
    case NumberReset::month: return n.prefix1 + year + n.prefix2 + month + n.prefix3 + number;
    case NumberReset::year_range: return n.prefix1 + year + n.prefix2 + end + n.prefix3 + number;
    case NumberReset::year: return n.prefix1 + year + n.prefix2 + number;
    case NumberReset::never: break;
  }
  return n.prefix1 + number;
}

SplitNumber split_move_number(std::string_view text) {
  const Texts texts = as_fixed(text);
  return {std::string(texts.prefix1), texts.number.empty() ? 0 : std::stoll(std::string(texts.number))};
}

bool prefix_has_month(std::string_view prefix) {
  return fits(prefix, 0, {{anything}, {year}, {words}, {month}, {some_words}});
}

bool prefix_has_year(std::string_view prefix) { return fits(prefix, 0, {{anything}, {loose_year}, {some_words}}); }

}  // namespace paridoo::addons::account
