#include "simulator/addons/phone_validation/phone_number.h"

#include <cctype>

namespace paridoo::addons::phone_validation {

namespace {

constexpr std::size_t digits_min = 8, digits_max = 15;  // E.164, with the calling code

}  // namespace

std::string international(std::string_view number, long calling_code) {
  std::string digits;
  for (const unsigned char c : number) {
    if (std::isdigit(c)) digits += static_cast<char>(c);
    if (std::isalpha(c)) return {};
  }
  const bool is_international =
      number.find_first_not_of(" (") != number.npos && number[number.find_first_not_of(" (")] == '+';
  if (digits.starts_with("00") && !is_international) {
    digits.erase(0, 2);
  } else if (!is_international) {
    if (calling_code == 0) return {};
    digits.erase(0, digits.find_first_not_of('0'));
    const std::string code = std::to_string(calling_code);
    const bool has_code = calling_code == 1 && digits.size() == 11 && digits.starts_with(code);
    if (!has_code) digits.insert(0, code);
  }
  return digits.size() < digits_min || digits.size() > digits_max ? "" : "+" + digits;
}

}  // namespace paridoo::addons::phone_validation
