// Totals rounded to the coins that exist: account.cash.rounding.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The amount to a multiple of the coin, by the rounding's method.
double round_to_coins(const orm::RecordSet& rounding, double amount);
// What is missing to the rounded amount, in steps of the currency.
double cash_difference(const orm::RecordSet& rounding, const orm::RecordSet& currency, double amount);

}  // namespace paridoo::addons::account
