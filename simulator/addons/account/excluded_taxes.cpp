#include "simulator/addons/account/excluded_taxes.h"

#include <algorithm>
#include <cmath>

#include "simulator/addons/account/tax_rounding.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

using Takes = std::function<bool(const RecordSet& tax)>;

void sum_up(LineTaxDetails& details) {
  details.raw_total_included = details.raw_total_excluded;
  details.total_included = details.total_excluded + details.delta_total_excluded;
  for (const TaxData& data : details.taxes) {
    details.raw_total_included += data.raw_tax;
    details.total_included += data.tax_amount;
  }
}

struct Halves {
  TaxData first, second;
};

void share(Money whole, Money& first, Money& second, const Money& weights, const RecordSet& currency,
           const RecordSet& own) {
  first = second = {};
  spread(whole.currency, currency, {{weights.currency, &first.currency}, {weights.company, &second.currency}});
  spread(whole.company, own, {{weights.currency, &first.company}, {weights.company, &second.company}});
}

// A tax that is due on both halves of a line. `weights` are those of the first and the second half.
Halves halves_of(const TaxData& data, const Money& weights, const RecordSet& currency, const RecordSet& own) {
  Halves halves{data, data};
  const double sum = std::abs(weights.currency) + std::abs(weights.company);
  const double most = std::max(std::abs(weights.currency), std::abs(weights.company));
  // Odoo gives the first half the bigger share of what is not rounded, whichever is the bigger.
  const double bigger = sum != 0 ? most / sum : 0.5;
  halves.first.raw_tax = bigger * data.raw_tax;
  halves.first.raw_base = bigger * data.raw_base;
  halves.second.raw_tax = (1 - bigger) * data.raw_tax;
  halves.second.raw_base = (1 - bigger) * data.raw_base;
  share(data.tax_amount, halves.first.tax_amount, halves.second.tax_amount, weights, currency, own);
  share(data.base, halves.first.base, halves.second.base, weights, currency, own);
  return halves;
}

RecordSet taxes_in(const BaseLine& line) {
  RecordSet taxes = line.taxes.none();
  for (const TaxData& data : line.details.taxes) taxes |= data.tax;
  return taxes;
}

void price_from_details(BaseLine& line) {
  double price = line.details.raw_total_excluded.currency;
  for (const TaxData& data : line.details.taxes)
    if (data.tax.flag("price_include")) price += data.raw_tax.currency;
  line.price_unit = price / (line.quantity != 0 ? line.quantity : 1);
}

bool is_due_on(const TaxData& tax, const TaxData& other) {
  return std::find(other.later.begin(), other.later.end(), tax.tax.id()) != other.later.end();
}

// Splits at the first tax to take, and then what it has split into; the first of `lines` is the rest in the end.
void split(const BaseLine& line, const RecordSet& own, const Takes& takes, std::vector<BaseLine>& lines) {
  const std::vector<TaxData>& taxes = line.details.taxes;
  const auto taken = std::find_if(taxes.begin(), taxes.end(), [&](const TaxData& data) { return takes(data.tax); });
  if (taken == taxes.end()) {
    lines.push_back(line);
    return;
  }
  BaseLine first = line, second = line;
  first.given = second.given = {};
  first.details.taxes.assign(taxes.begin(), taken);
  second.details = {.raw_total_excluded = taken->raw_tax, .total_excluded = taken->tax_amount};
  const Money weights{line.details.raw_total_excluded.currency, taken->raw_tax.currency};
  for (auto data = taken + 1; data != taxes.end(); ++data) {
    if (!is_due_on(*data, *taken)) {
      first.details.taxes.push_back(*data);
      continue;
    }
    const Halves halves = halves_of(*data, weights, line.currency, own);
    first.details.taxes.push_back(halves.first);
    second.details.taxes.push_back(halves.second);
  }
  for (BaseLine* half : {&first, &second}) {
    sum_up(half->details);
    half->taxes = taxes_in(*half);
  }
  price_from_details(second);
  split(first, own, takes, lines);
  split(second, own, takes, lines);
}

}  // namespace

SplitLines take_out_taxes(std::span<const BaseLine> lines, const RecordSet& company, const Takes& takes) {
  SplitLines out;
  for (const BaseLine& line : lines) {
    std::vector<BaseLine> parts;
    split(line, company["currency_id"], takes, parts);
    out.rest.push_back(parts.front());
    out.taken.insert(out.taken.end(), parts.begin() + 1, parts.end());
  }
  return out;
}

}  // namespace paridoo::addons::account
