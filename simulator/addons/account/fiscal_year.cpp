#include "simulator/addons/account/fiscal_year.h"

#include <algorithm>
#include <string>

namespace paridoo::addons::account {

using orm::Day;
using orm::RecordSet;

namespace {

// The day on which the fiscal year that `year` ends in ends.
Day end_in(const RecordSet& company, int year) {
  const std::string month = company.text("fiscalyear_last_month");
  return day_of_month(year, month.empty() ? 12 : std::stoi(month),
                      static_cast<int>(company.integer("fiscalyear_last_day")));
}

}  // namespace

Day day_of_month(int year, int month, int day) {
  const Day first = std::chrono::sys_days{std::chrono::year{year} / month / 1};
  return std::min(first + std::chrono::days{day - 1}, orm::end_of_month(first));
}

bool has_staggered_year(const RecordSet& company) {
  return company.text("fiscalyear_last_month") != "12" || company.integer("fiscalyear_last_day") != 31;
}

FiscalYear fiscal_year_of(const RecordSet& company, Day day) {
  const int year = static_cast<int>(std::chrono::year_month_day{day}.year());
  const Day end = end_in(company, year);
  const bool before = day <= end;
  return {.from = end_in(company, before ? year - 1 : year) + std::chrono::days{1},
          .to = before ? end : end_in(company, year + 1)};
}

}  // namespace paridoo::addons::account
