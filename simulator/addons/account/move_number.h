// The numbers of journal entries as their own format: INV/2026/00001 is a prefix, a year and a number that starts anew
// every year; BILL/2026/03/0001 starts anew every month. The next number is made from the last one, whatever its form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/clock.h"

namespace paridoo::addons::account {

enum class NumberReset { never, year, month, year_range, year_range_month };

struct MoveNumber {
  NumberReset reset = NumberReset::never;
  // The texts between the numbers, in their order; unused ones are empty.
  std::string prefix1 = {}, prefix2 = {}, prefix3 = {}, prefix4 = {}, suffix = {};
  int year = 0, year_end = 0, month = 0;
  std::int64_t number = 0;
  // How many digits each was written with; 0: not a part of the format.
  std::size_t year_length = 0, year_end_length = 0, number_length = 0;
};

// The finest format that the text fits: one with year and month before one with a year alone.
MoveNumber parse_move_number(std::string_view text);
// The text again.
std::string format_move_number(const MoveNumber& number);

// "INV/2026/" and 1: what is before the last number, and that number.
struct SplitNumber {
  std::string prefix = {};
  std::int64_t number = 0;
};
SplitNumber split_move_number(std::string_view text);

// Whether a prefix ends with a year and a month, or a year: such numbers belong to a finer format than the one asked.
bool prefix_has_month(std::string_view prefix);
bool prefix_has_year(std::string_view prefix);

// The last `length` digits of a year.
int shortened_year(int year, std::size_t length);

}  // namespace paridoo::addons::account
