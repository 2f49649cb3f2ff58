// Time and chance, injected, so that a run can be repeated.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace paridoo::orm {

// Seconds since 1970 in UTC.
using Moment = std::chrono::sys_seconds;
using Day = std::chrono::sys_days;

// Says what time it is in the simulated world. Safe to call from several threads.
using Clock = std::function<Moment()>;
Clock system_clock();
// Starts at `start` and runs on at the speed of the real one.
Clock clock_from(Moment start);

// "2026-11-22 02:20:35" and "2026-11-22": Odoo's forms, always UTC.
std::string format_moment(Moment moment);
std::string format_day(Day day);
// Both also take the other's form, as Odoo does. Empty if the text is neither.
std::optional<Moment> parse_moment(std::string_view text);
std::optional<Day> parse_day(std::string_view text);
// `months` later, the day cut to the length of that month.
Day add_months(Day day, int months);
Day end_of_month(Day day);

}  // namespace paridoo::orm
