// Rates as res.currency and its header currency.h share them.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// How many of the currency one unit of the rate-1 currency is worth: its last rate of the company (or of no company) up
// to that day, else the first one after it, else 1.
double technical_rate(const orm::RecordSet& currency, const orm::RecordSet& company, orm::Day day);

}  // namespace paridoo::addons::base
