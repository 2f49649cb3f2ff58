// Rounding the taxes of a document in 17.0: nothing is spread, but where the document is rounded as a whole its first
// line takes what each tax's rounded sum lacks.
#include <algorithm>

#include "simulator/addons/account/tax_rounding.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

struct TaxSum {
  Id tax = 0, currency = 0;
  bool is_refund = false, is_reverse_charge = false;
  Money amount = {};
  TaxData* first = {};
};

TaxSum& sum_of(std::vector<TaxSum>& sums, const BaseLine& line, TaxData& data) {
  const auto found = std::find_if(sums.begin(), sums.end(), [&](const TaxSum& sum) {
    return sum.tax == data.tax.id() && sum.currency == line.currency.id() && sum.is_refund == line.is_refund &&
           sum.is_reverse_charge == data.is_reverse_charge;
  });
  if (found != sums.end()) return *found;
  return sums.emplace_back(TaxSum{.tax = data.tax.id(),
                                  .currency = line.currency.id(),
                                  .is_refund = line.is_refund,
                                  .is_reverse_charge = data.is_reverse_charge,
                                  .first = &data});
}

void settle(BaseLine& line) {
  LineTaxDetails& details = line.details;
  details.total_excluded = details.raw_total_excluded;
  details.total_included = details.raw_total_included;
  details.delta_total_excluded = {};
  for (TaxData& data : details.taxes) {
    data.tax_amount = data.raw_tax;
    data.base = data.raw_base;
  }
}

}  // namespace

void round_tax_details_17(std::span<BaseLine> lines, const RecordSet& company) {
  const RecordSet own = company["currency_id"];
  std::vector<TaxSum> sums;
  for (BaseLine& line : lines) {
    settle(line);
    for (TaxData& data : line.details.taxes) sum_of(sums, line, data).amount += data.tax_amount;
  }
  if (company.text("tax_calculation_rounding_method") != "round_globally") return;
  for (const TaxSum& sum : sums) {
    const Money rounded{base::currency_round(own.browse(sum.currency), sum.amount.currency),
                        base::currency_round(own, sum.amount.company)};
    sum.first->tax_amount += rounded + -1 * sum.amount;
  }
}

}  // namespace paridoo::addons::account
