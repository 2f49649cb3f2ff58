#include "simulator/addons/base/amount_words.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstdlib>

namespace paridoo::addons::base {

namespace {

constexpr std::array small_numbers = {"Zero",     "One",     "Two",     "Three",     "Four",     "Five",    "Six",
                                      "Seven",    "Eight",   "Nine",    "Ten",       "Eleven",   "Twelve",  "Thirteen",
                                      "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"};
constexpr std::array tens_names = {"",      "",      "Twenty",  "Thirty", "Forty",
                                   "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"};

struct Scale {
  std::int64_t size;
  const char* name;
};
constexpr std::array scales = {Scale{1'000'000'000'000, "Trillion"}, Scale{1'000'000'000, "Billion"},
                               Scale{1'000'000, "Million"}, Scale{1'000, "Thousand"}};

std::string below_hundred(std::int64_t number) {
  if (number < 20) return small_numbers[static_cast<std::size_t>(number)];
  const std::string tens = tens_names[static_cast<std::size_t>(number / 10)];
  return number % 10 == 0 ? tens : tens + "-" + small_numbers[static_cast<std::size_t>(number % 10)];
}

std::string below_thousand(std::int64_t number) {
  if (number < 100) return below_hundred(number);
  const std::string hundreds = std::string(small_numbers[static_cast<std::size_t>(number / 100)]) + " Hundred";
  return number % 100 == 0 ? hundreds : hundreds + " And " + below_hundred(number % 100);
}

// British English: "and" comes before what is left below a hundred.
std::string in_words(std::int64_t number) {
  std::string words;
  const auto add = [&](const std::string& more) { words += (words.empty() ? "" : " ") + more; };
  for (const Scale& scale : scales) {
    if (number < scale.size) continue;
    add(below_thousand(number / scale.size) + " " + scale.name);
    number %= scale.size;
  }
  if (number == 0 && !words.empty()) return words;
  add((number < 100 && !words.empty() ? "And " : "") + below_thousand(number));
  return words;
}

}  // namespace

std::string amount_in_words(const orm::RecordSet& currency, double amount) {
  const std::string digits = fmt::format("{:.{}f}", amount, currency.integer("decimal_places"));
  const std::size_t point = digits.find('.');
  const std::int64_t whole = std::atoll(digits.c_str());
  const std::int64_t part = point == std::string::npos ? 0 : std::atoll(digits.c_str() + point + 1);
  const std::string sign = digits.starts_with("-") ? "Minus " : "";
  const std::string units = sign + in_words(std::abs(whole)) + " " + currency.text("currency_unit_label");
  return part == 0 ? units : units + " and " + in_words(part) + " " + currency.text("currency_subunit_label");
}

}  // namespace paridoo::addons::base
