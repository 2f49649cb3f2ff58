#include "simulator/addons/base/currency.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "simulator/addons/base/models/res_currency.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::base {

using orm::RecordSet;

namespace {

orm::Rounding rounding_of(const RecordSet& currency) { return {currency.number("rounding")}; }

std::string grouped_by_thousands(std::string digits) {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace

double currency_round(const RecordSet& currency, double amount) {
  return currency.empty() ? amount : orm::float_round(amount, rounding_of(currency));
}

int currency_compare(const RecordSet& currency, double a, double b) {
  return orm::float_compare(a, b, rounding_of(currency.ensure_one()));
}

bool currency_is_zero(const RecordSet& currency, double amount) {
  return orm::float_is_zero(amount, rounding_of(currency.ensure_one()));
}

double conversion_rate(const RecordSet& from, const RecordSet& to, const std::optional<RecordSet>& company,
                       std::optional<orm::Day> day) {
  if (from.ids() == to.ids()) return 1;
  const RecordSet holder = company && !company->empty() ? *company : from.env().company();
  const orm::Day on = day.value_or(from.env().today());
  return 1 / (technical_rate(from, holder, on) / technical_rate(to, holder, on));
}

double convert(double amount, const RecordSet& from, const RecordSet& to, const std::optional<RecordSet>& company,
               std::optional<orm::Day> day, const ConvertOptions& options) {
  const RecordSet& source = from.empty() ? to : from;
  const RecordSet& target = to.empty() ? from : to;
  if (target.empty()) throw std::logic_error("a conversion without any currency");
  if (amount == 0) return 0;
  const double converted = amount * conversion_rate(source, target, company, day);
  return options.round ? currency_round(target, converted) : converted;
}

std::string format_amount(const RecordSet& currency, double amount) {
  constexpr std::string_view no_break_space = "\u00a0";
  if (currency.empty()) return (amount < 0 ? "-" : "") + grouped_by_thousands(fmt::format("{:.2f}", std::abs(amount)));
  const double rounded = currency_round(currency, amount) + 0.0;  // + 0.0: no minus sign on a zero
  const std::string digits = fmt::format("{:.{}f}", std::abs(rounded), currency.integer("decimal_places"));
  // From 18.0 on nothing breaks a line between the sign and the digits.
  const std::string sign = rounded >= 0 ? "" : currency.env().since(orm::Series::v18) ? "-\ufeff" : "-";
  const std::string shown = sign + grouped_by_thousands(digits);
  const std::string symbol = currency.text("symbol");
  if (currency.text("position") != "before") return fmt::format("{}{}{}", shown, no_break_space, symbol);
  return fmt::format("{}{}{}", symbol, no_break_space, shown);
}

}  // namespace paridoo::addons::base
