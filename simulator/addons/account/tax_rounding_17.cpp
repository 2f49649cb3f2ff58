// Rounding the taxes of a document in 17.0: nothing is spread, but where the document is rounded as a whole the first
// line of each journal item to come takes what the rounded sum lacks.
#include <algorithm>

#include "simulator/addons/account/tax_rounding.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

struct ItemSum {
  TaxLineKey key = {};
  Money amount = {};
  TaxShare* first = {};
};

void add(std::vector<ItemSum>& sums, TaxShare& share) {
  auto found = std::find_if(sums.begin(), sums.end(), [&](const ItemSum& sum) { return sum.key == share.key; });
  if (found == sums.end()) found = sums.insert(sums.end(), ItemSum{.key = share.key, .first = &share});
  found->amount += share.amount;
}

void round_items(std::span<BaseLine> lines, const RecordSet& company) {
  const RecordSet own = company["currency_id"];
  std::vector<ItemSum> sums;
  for (BaseLine& line : lines)
    for (TaxData& data : line.details.taxes)
      for (TaxShare& share : data.shares) add(sums, share);
  for (const ItemSum& sum : sums) {
    const Money rounded{base::currency_round(own.browse(sum.key.currency), sum.amount.currency),
                        base::currency_round(own, sum.amount.company)};
    sum.first->amount += rounded + -1 * sum.amount;
  }
}

void sum_up_shares(TaxData& data) {
  data.tax_amount = {};
  for (const TaxShare& share : data.shares) data.tax_amount += share.amount;
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
  for (BaseLine& line : lines) settle(line);
  if (company.text("tax_calculation_rounding_method") != "round_globally") return;
  add_accounting_data(lines, company);
  round_items(lines, company);
  for (BaseLine& line : lines)
    for (TaxData& data : line.details.taxes) sum_up_shares(data);
}

}  // namespace paridoo::addons::account
