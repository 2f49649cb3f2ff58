// Dates as people write them: "2027-01-05", "13/5/27 10:30", "5 May 2027".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/clock.h"

namespace paridoo::addons::product_expiry {

struct DateOrder {
  bool day_first = false;
  bool year_first = false;
};
// Nothing if the text is no date of three parts. Years of two digits are those nearest to `today`.
std::optional<orm::Moment> told_moment(std::string_view text, const DateOrder& order, orm::Day today);

// What stands between dashes, slashes and blanks; the number that a text begins with, 0 if none.
std::vector<std::string> date_parts(std::string_view text);
int leading_number(const std::string& text);

}  // namespace paridoo::addons::product_expiry
