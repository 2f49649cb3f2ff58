// Rounding the taxes of a document: the cents that the lines' rounded amounts lack are spread over the lines.
#include "simulator/addons/account/tax_rounding.h"

#include <algorithm>
#include <cmath>

#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Money rounded(const Money& amount, const RecordSet& currency, const RecordSet& company_currency) {
  return {base::currency_round(currency, amount.currency), base::currency_round(company_currency, amount.company)};
}

struct TaxTotalKey {
  Id tax = 0;  // 0: lines without tax
  Id currency = 0;
  bool is_refund = false;
  bool is_reverse_charge = false;
  bool operator==(const TaxTotalKey&) const = default;
};

struct Share {
  BaseLine* line = {};
  TaxData* data = {};  // null: the line has no tax
};

struct TaxTotal {
  TaxTotalKey key = {};
  Money tax = {}, raw_tax = {}, base = {}, raw_base = {};
  std::vector<Share> shares = {};
  double total_included = 0;  // of the shares, without signs
};

struct BaseTotal {
  Id currency = 0;
  bool is_refund = false;
  Money base = {}, raw_base = {};
  std::vector<BaseLine*> lines = {};
};

class DocumentRounding {
 public:
  DocumentRounding(std::span<BaseLine> lines, const RecordSet& company)
      : lines_(lines), company_currency_(company["currency_id"]) {}

  void run(std::span<const TaxLine> tax_lines) {
    for (BaseLine& line : lines_) collect(line);
    for (TaxTotal& total : tax_totals_) {
      total.raw_tax = rounded(total.raw_tax, currency(total.key.currency), company_currency_);
      total.raw_base = rounded(total.raw_base, currency(total.key.currency), company_currency_);
    }
    for (BaseTotal& total : base_totals_)
      total.raw_base = rounded(total.raw_base, currency(total.currency), company_currency_);
    keep_tax_lines(tax_lines);
    for (TaxTotal& total : tax_totals_) sort_shares(total);
    for (TaxTotal& total : tax_totals_) spread_tax(total);
    for (TaxTotal& total : tax_totals_) spread_base(total);
    for (BaseTotal& total : base_totals_) give_rest(total);
  }

 private:
  RecordSet currency(Id id) const { return company_currency_.browse(id); }

  TaxTotal& tax_total(const TaxTotalKey& key) {
    const auto found =
        std::find_if(tax_totals_.begin(), tax_totals_.end(), [&](const TaxTotal& total) { return total.key == key; });
    return found != tax_totals_.end() ? *found : tax_totals_.emplace_back(TaxTotal{.key = key});
  }

  BaseTotal& base_total(Id currency, bool is_refund) {
    const auto found = std::find_if(base_totals_.begin(), base_totals_.end(), [&](const BaseTotal& total) {
      return total.currency == currency && total.is_refund == is_refund;
    });
    if (found != base_totals_.end()) return *found;
    return base_totals_.emplace_back(BaseTotal{.currency = currency, .is_refund = is_refund});
  }

  void collect(BaseLine& line) {
    LineTaxDetails& details = line.details;
    details.total_excluded = rounded(details.raw_total_excluded, line.currency, company_currency_);
    details.total_included = rounded(details.raw_total_included, line.currency, company_currency_);
    details.delta_total_excluded = {};
    for (TaxData& data : details.taxes) {
      data.tax_amount = rounded(data.raw_tax, line.currency, company_currency_);
      data.base = rounded(data.raw_base, line.currency, company_currency_);
      TaxTotal& total = tax_total({data.tax.id(), line.currency.id(), line.is_refund, data.is_reverse_charge});
      total.tax += data.tax_amount;
      total.raw_tax += data.raw_tax;
      add_base(total, data.base, data.raw_base, line, &data);
    }
    if (details.taxes.empty()) {
      TaxTotal& total = tax_total({0, line.currency.id(), line.is_refund, false});
      add_base(total, details.total_excluded, details.raw_total_excluded, line, nullptr);
    }
    collect_base(line);
  }

  static void add_base(TaxTotal& total, const Money& base, const Money& raw_base, BaseLine& line, TaxData* data) {
    total.base += base;
    total.raw_base += raw_base;
    if (line.role == LineRole::normal) total.shares.push_back({&line, data});
  }

  void collect_base(BaseLine& line) {
    BaseTotal& total = base_total(line.currency.id(), line.is_refund);
    const LineTaxDetails& details = line.details;
    total.base += details.taxes.empty() ? details.total_excluded : details.taxes.front().base;
    total.raw_base += details.taxes.empty() ? details.raw_total_excluded : details.taxes.front().raw_base;
    if (line.role == LineRole::normal) total.lines.push_back(&line);
  }

  // The totals of taxes that have journal items are what these hold.
  void keep_tax_lines(std::span<const TaxLine> tax_lines) {
    std::vector<std::pair<TaxTotalKey, Money>> kept;
    for (const TaxLine& line : tax_lines) {
      const TaxTotalKey key{line.repartition_line["tax_id"].id(), line.key.currency,
                            line.repartition_line.text("document_type") == "refund", false};
      auto found = std::find_if(kept.begin(), kept.end(), [&](const auto& item) { return item.first == key; });
      if (found == kept.end()) found = kept.insert(kept.end(), {key, Money{}});
      found->second += line.sign * line.amount;
    }
    for (const auto& [key, amount] : kept) keep(key, amount);
  }

  void keep(TaxTotalKey key, Money amount) {
    TaxTotal* biggest = nullptr;
    for (TaxTotal& total : tax_totals_) {
      key.is_reverse_charge = total.key.is_reverse_charge;
      if (total.key != key) continue;
      amount += -1 * total.raw_tax;
      if (!biggest || total.raw_tax.currency > biggest->raw_tax.currency) biggest = &total;
    }
    if (biggest) biggest->raw_tax += amount;
  }

  static void sort_shares(TaxTotal& total) {
    for (const Share& share : total.shares)
      total.total_included += std::abs(share.line->details.total_included.currency);
    std::stable_sort(total.shares.begin(), total.shares.end(), [](const Share& a, const Share& b) {
      return b.line->details.total_included.currency < a.line->details.total_included.currency;
    });
  }

  // Calls give(share, cents) until `delta` is spread, in proportion to the lines' totals, the biggest first.
  template <class Give>
  void spread(const TaxTotal& total, double delta, const RecordSet& currency, Give give) const {
    if (!total.total_included || base::currency_is_zero(currency, delta)) return;
    const double coin = currency.number("rounding");
    const double all = std::nearbyint(std::abs(delta / coin));
    double rest = all;
    for (const Share& share : total.shares) {
      if (rest == 0) break;
      const double part = std::ceil(std::abs(share.line->details.total_included.currency * all / total.total_included));
      const double given = std::min(part, rest);
      rest -= given;
      give(share, (delta < 0 ? -1 : 1) * given * coin);
    }
  }

  void spread_tax(TaxTotal& total) {
    if (!total.key.tax) return;
    const Money delta = total.raw_tax + -1 * total.tax;
    spread(total, delta.currency, currency(total.key.currency),
           [](const Share& share, double amount) { share.data->tax_amount.currency += amount; });
    spread(total, delta.company, company_currency_,
           [](const Share& share, double amount) { share.data->tax_amount.company += amount; });
  }

  void spread_base(TaxTotal& total) {
    const Money delta = total.raw_base + -1 * total.base;
    spread(total, delta.currency, currency(total.key.currency), [&](const Share& share, double amount) {
      (share.data ? share.data->base : untaxed(total, share, {amount, 0})).currency += amount;
    });
    spread(total, delta.company, company_currency_, [&](const Share& share, double amount) {
      (share.data ? share.data->base : untaxed(total, share, {0, amount})).company += amount;
    });
  }

  // The base of a line without tax; the total that it belongs to learns of the change.
  Money& untaxed(const TaxTotal& total, const Share& share, const Money& change) {
    base_total(total.key.currency, total.key.is_refund).base += change;
    return share.line->details.delta_total_excluded;
  }

  // What several taxes leave over of the untaxed amount is taken by the biggest line.
  void give_rest(BaseTotal& total) {
    if (total.lines.empty()) return;
    const Money delta = total.raw_base + -1 * total.base;
    if (base::currency_is_zero(currency(total.currency), delta.currency) &&
        base::currency_is_zero(company_currency_, delta.company))
      return;
    const auto biggest =
        std::max_element(total.lines.begin(), total.lines.end(), [](const BaseLine* a, const BaseLine* b) {
          return a->details.total_included.currency < b->details.total_included.currency;
        });
    (*biggest)->details.delta_total_excluded += delta;
  }

  std::span<BaseLine> lines_;
  RecordSet company_currency_;
  std::vector<TaxTotal> tax_totals_;
  std::vector<BaseTotal> base_totals_;
};

}  // namespace

void round_tax_details(std::span<BaseLine> lines, const RecordSet& company, std::span<const TaxLine> tax_lines) {
  if (company.env().since(Series::v19))
    round_tax_details_19(lines, company, tax_lines);
  else if (!company.env().since(Series::v18))
    round_tax_details_17(lines, company);
  else
    DocumentRounding(lines, company).run(tax_lines);
}

}  // namespace paridoo::addons::account
