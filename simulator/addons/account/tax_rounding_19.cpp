// Rounding the taxes of a document as 19.0 does: what the sum of rounded amounts lacks of the rounded sum is spread in
// proportion to the amounts themselves; a price that includes its taxes stays what it is.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "simulator/addons/account/tax_rounding.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

void spread(double delta, const RecordSet& currency, std::vector<Taker> takers) {
  if (base::currency_is_zero(currency, delta) || takers.empty()) return;
  const double coin = currency.number("rounding");
  const double all = std::nearbyint(std::abs(delta / coin));
  const double sign = delta < 0 ? -1 : 1;
  std::stable_sort(takers.begin(), takers.end(),
                   [](const Taker& a, const Taker& b) { return std::abs(b.factor) < std::abs(a.factor); });
  const double sum = std::accumulate(takers.begin(), takers.end(), 0.0,
                                     [](double so_far, const Taker& taker) { return so_far + std::abs(taker.factor); });
  double rest = all;
  for (const Taker& taker : takers) {
    const double share = sum != 0 ? std::abs(taker.factor) / sum : 1.0 / static_cast<double>(takers.size());
    const double coins = std::min(std::nearbyint(share * all), rest);
    rest -= coins;
    *taker.amount += sign * coins * coin;
  }
  for (std::size_t at = 0; at < takers.size() && rest > 0; ++at, --rest) *takers[at].amount += sign * coin;
}

namespace {

using Part = double Money::*;

// Which shares of taxes are rounded together.
struct TaxTotalKey {
  Id tax = 0, currency = 0;
  bool is_refund = false, is_reverse_charge = false, is_included = false;
  std::string computation_key = {};
  bool operator==(const TaxTotalKey&) const = default;
};

// The same tax on several lines.
struct TaxTotal {
  TaxTotalKey key = {};
  std::vector<TaxData*> shares = {};

  double sum(Money TaxData::*amount, Part part) const {
    double out = 0;
    for (const TaxData* data : shares) out += data->*amount.*part;
    return out;
  }
};

TaxTotalKey key_by_computation(const BaseLine& line, const TaxData& data) {
  return {data.tax.id(),          line.currency.id(), line.is_refund,
          data.is_reverse_charge, data.is_included,   line.computation_key};
}

TaxTotalKey key_by_document(const BaseLine& line, const TaxData& data) {
  return {data.tax.id(), line.currency.id(), line.is_refund};
}

std::vector<TaxTotal> tax_totals_of(std::span<BaseLine> lines, TaxTotalKey (*key_of)(const BaseLine&, const TaxData&)) {
  std::vector<TaxTotal> totals;
  for (BaseLine& line : lines)
    for (TaxData& data : line.details.taxes) {
      const TaxTotalKey key = key_of(line, data);
      auto total = std::find_if(totals.begin(), totals.end(), [&](const TaxTotal& known) { return known.key == key; });
      if (total == totals.end()) total = totals.insert(totals.end(), {key});
      total->shares.push_back(&data);
    }
  return totals;
}

void round_tax(const TaxTotal& total, Part part, const RecordSet& currency) {
  const double raw_tax = total.sum(&TaxData::raw_tax, part);
  const double tax_delta = base::currency_round(currency, raw_tax) - total.sum(&TaxData::tax_amount, part);
  const double raw_base = total.sum(&TaxData::raw_base, part);
  const double base = total.sum(&TaxData::base, part);
  const double tax = total.sum(&TaxData::tax_amount, part) + tax_delta;
  const bool included = total.key.is_included;
  const double base_delta = included ? base::currency_round(currency, raw_base + raw_tax) - base - tax
                                     : base::currency_round(currency, raw_base) - base;
  std::vector<Taker> taxes, bases;
  for (TaxData* data : total.shares) {
    taxes.push_back({data->raw_tax.*part, &(data->tax_amount.*part)});
    bases.push_back({data->raw_base.*part, &(data->base.*part)});
  }
  spread(tax_delta, currency, std::move(taxes));
  spread(base_delta, currency, std::move(bases));
}

bool all_included(std::span<BaseLine* const> lines) {
  for (const BaseLine* line : lines)
    for (const TaxData& data : line->details.taxes)
      if (!data.is_included) return false;
  return true;
}

// The untaxed amounts of lines in one currency.
void round_bases(std::span<BaseLine* const> lines, Part part, const RecordSet& currency) {
  const bool included = all_included(lines);
  double raw = 0, rounded = 0;
  std::vector<Taker> takers;
  for (BaseLine* line : lines) {
    LineTaxDetails& details = line->details;
    raw += details.raw_total_excluded.*part;
    rounded += details.total_excluded.*part;
    if (included)
      for (const TaxData& data : details.taxes) {
        raw += data.raw_tax.*part;
        rounded += data.tax_amount.*part;
      }
    takers.push_back({(included ? details.raw_total_included : details.raw_total_excluded).*part,
                      &(details.delta_total_excluded.*part)});
  }
  if (raw != 0) spread(base::currency_round(currency, raw) - rounded, currency, std::move(takers));
}

// What the journal items of a tax hold instead of what was computed.
void keep_tax_line(const TaxTotal& total, const Money& kept, const RecordSet& currency, const RecordSet& own) {
  for (const auto& [part, coin] : {std::pair{&Money::currency, currency}, std::pair{&Money::company, own}}) {
    const double now = total.sum(&TaxData::tax_amount, part);
    std::vector<Taker> takers;
    for (TaxData* data : total.shares) takers.push_back({data->tax_amount.*part, &(data->tax_amount.*part)});
    if (now != 0) spread(kept.*part - now, coin, std::move(takers));
  }
}

void keep_tax_lines(std::span<BaseLine> lines, std::span<const TaxLine> tax_lines, const RecordSet& own) {
  if (tax_lines.empty()) return;
  for (const TaxTotal& total : tax_totals_of(lines, key_by_document)) {
    std::optional<Money> kept;
    for (const TaxLine& line : tax_lines) {
      const bool same = line.repartition_line["tax_id"].id() == total.key.tax &&
                        line.key.currency == total.key.currency &&
                        (line.repartition_line.text("document_type") == "refund") == total.key.is_refund;
      if (same) kept = kept.value_or(Money{}) + line.sign * line.amount;
    }
    if (kept) keep_tax_line(total, *kept, own.browse(total.key.currency), own);
  }
}

// A given amount is as good as an exact one. One that is given in the document's currency alone says the other.
void give(const GivenMoney& given, const BaseLine& line, const RecordSet& own, double sign, Money& raw) {
  if (given.currency) {
    raw.currency = sign * *given.currency;
    if (line.rate != 0) raw.company = base::currency_round(own, raw.currency / line.rate);
  }
  if (given.company) raw.company = sign * *given.company;
}

void give_amounts(BaseLine& line, const RecordSet& own) {
  give(line.given.total_excluded, line, own, 1, line.details.raw_total_excluded);
  for (const GivenTax& given : line.given.taxes)
    for (TaxData& data : line.details.taxes) {
      if (data.tax.id() != given.tax) continue;
      give(given.base, line, own, 1, data.raw_base);
      give(given.amount, line, own, data.is_reverse_charge ? -1 : 1, data.raw_tax);
    }
}

void round_each(BaseLine& line, const RecordSet& own) {
  const auto rounded = [&](const Money& amount) {
    return Money{base::currency_round(line.currency, amount.currency), base::currency_round(own, amount.company)};
  };
  LineTaxDetails& details = line.details;
  details.delta_total_excluded = {};
  details.total_excluded = details.total_included = rounded(details.raw_total_excluded);
  for (TaxData& data : details.taxes) {
    data.tax_amount = rounded(data.raw_tax);
    data.base = rounded(data.raw_base);
    details.total_included += data.tax_amount;
  }
}

// Lines that round their untaxed amounts together.
struct BaseTotal {
  Id currency = 0;
  bool is_refund = false;
  std::string computation_key = {};
  std::vector<BaseLine*> lines = {};

  bool takes(const BaseLine& line) const {
    return currency == line.currency.id() && is_refund == line.is_refund && computation_key == line.computation_key;
  }
};

std::vector<BaseTotal> base_totals_of(std::span<BaseLine> lines) {
  std::vector<BaseTotal> totals;
  for (BaseLine& line : lines) {
    auto total = std::find_if(totals.begin(), totals.end(), [&](const BaseTotal& known) { return known.takes(line); });
    if (total == totals.end())
      total = totals.insert(totals.end(), {line.currency.id(), line.is_refund, line.computation_key});
    total->lines.push_back(&line);
  }
  return totals;
}

}  // namespace

void round_tax_details_19(std::span<BaseLine> lines, const RecordSet& company, std::span<const TaxLine> tax_lines) {
  const RecordSet own = company["currency_id"];
  for (BaseLine& line : lines) {
    give_amounts(line, own);
    round_each(line, own);
  }
  for (const TaxTotal& total : tax_totals_of(lines, key_by_computation)) {
    round_tax(total, &Money::currency, own.browse(total.key.currency));
    round_tax(total, &Money::company, own);
  }
  for (const BaseTotal& total : base_totals_of(lines)) {
    round_bases(total.lines, &Money::currency, own.browse(total.currency));
    round_bases(total.lines, &Money::company, own);
  }
  keep_tax_lines(lines, tax_lines, own);
}

}  // namespace paridoo::addons::account
