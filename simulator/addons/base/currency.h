// Money in the currencies of res.currency: rounding, comparison, and conversion at the rate of a day.
//
// A `currency` is one record of res.currency. Where a company or a day is left out, the current company and today are
// meant, as in Odoo.
#pragma once

#include <optional>
#include <string>

#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// The amount to a multiple of the currency's rounding; unchanged where there is no currency.
double currency_round(const orm::RecordSet& currency, double amount);
// -1, 0 or 1, after rounding both to the currency.
int currency_compare(const orm::RecordSet& currency, double a, double b);
// Whether the amount rounds to less than the smallest coin.
bool currency_is_zero(const orm::RecordSet& currency, double amount);

// What one unit of `from` is worth in `to` for `company` on `day`: the last rate up to that day, the first one after
// it if there is none, else 1.
double conversion_rate(const orm::RecordSet& from, const orm::RecordSet& to,
                       const std::optional<orm::RecordSet>& company = {}, std::optional<orm::Day> day = {});

struct ConvertOptions {
  bool round = true;  // to the currency `to`
};
// An empty currency on one side means that of the other.
double convert(double amount, const orm::RecordSet& from, const orm::RecordSet& to,
               const std::optional<orm::RecordSet>& company = {}, std::optional<orm::Day> day = {},
               const ConvertOptions& options = {});

// The amount as people read it in English: "$ 1,234.50", "1,234.50 €", with a no-break space.
std::string format_amount(const orm::RecordSet& currency, double amount);

}  // namespace paridoo::addons::base
