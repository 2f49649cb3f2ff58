// The fiscal year of a company: it ends on the day that res.company names, in any month.
#pragma once

#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

struct FiscalYear {
  orm::Day from;
  orm::Day to;
};
FiscalYear fiscal_year_of(const orm::RecordSet& company, orm::Day day);
// Whether it is not the calendar's.
bool has_staggered_year(const orm::RecordSet& company);
// The day of a month, or its last one if it has fewer.
orm::Day day_of_month(int year, int month, int day);

}  // namespace paridoo::addons::account
