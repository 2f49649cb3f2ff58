// Taxes as journal items: the repartition of each tax, and what the tax lines of a document must become.
#include <algorithm>
#include <cmath>

#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Ids joined(Ids left, const Ids& right) {
  for (const Id id : right)
    if (std::find(left.begin(), left.end(), id) == left.end()) left.push_back(id);
  return left;
}

class LineAccounting {
 public:
  LineAccounting(BaseLine& line, const RecordSet& company, bool include_cash_basis)
      : line_(line), company_(company), include_cash_basis_(include_cash_basis) {}

  void run() {
    if (line_.product) product_tags_ = line_.product.sudo()["account_tag_ids"].ids();
    line_.tax_tags = product_tags_;
    for (TaxData& data : line_.details.taxes) {
      if (!data.is_reverse_charge && shows_tags(data.tax)) line_.tax_tags = joined(line_.tax_tags, base_tags(data.tax));
      split(data);
    }
    for (auto data = line_.details.taxes.rbegin(); data != line_.details.taxes.rend(); ++data) finish(*data);
  }

 private:
  bool shows_tags(const RecordSet& tax) const {
    return include_cash_basis_ || tax.text("tax_exigibility") == "on_invoice";
  }

  RecordSet repartition(const RecordSet& tax) const {
    return tax[line_.is_refund ? "refund_repartition_line_ids" : "invoice_repartition_line_ids"];
  }

  Ids base_tags(const RecordSet& tax) const {
    return repartition(tax).where("repartition_type", "=", "base")["tag_ids"].ids();
  }

  RecordSet account_of(const RecordSet& repartition_line) const {
    const RecordSet tax = repartition_line["tax_id"];
    const bool in_transition = !include_cash_basis_ && tax.text("tax_exigibility") == "on_payment" &&
                               !tax.env().context("caba_no_transition_account");
    const RecordSet account = in_transition ? tax["cash_basis_transition_account_id"] : repartition_line["account_id"];
    return account ? account : line_.account;
  }

  void split(TaxData& data) {
    const double sign = data.is_reverse_charge ? -1 : 1;
    const RecordSet lines = repartition(data.tax).filtered([&](const RecordSet& line) {
      return line.text("repartition_type") == "tax" && (line.number("factor") < 0) == data.is_reverse_charge;
    });
    data.shares.clear();
    for (const RecordSet& line : lines) {
      const double factor = line.number("factor") * sign;
      const Money amount = share_of(data, factor);
      data.shares.push_back({.repartition_line = line, .account = account_of(line), .amount = amount});
    }
    if (data.shares.empty() || !rounds_shares()) return;
    give_rest(data, &Money::currency, line_.currency);
    if (is_17_) return;
    give_rest(data, &Money::company, company_["currency_id"]);
  }

  // 17.0 rounds the sum of the shares of all lines; in the company's currency nothing but that.
  bool rounds_shares() const { return !is_17_ || company_.text("tax_calculation_rounding_method") == "round_per_line"; }

  // Both in steps of the document's currency: Odoo's own choice.
  Money share_of(const TaxData& data, double factor) const {
    const Money whole = factor * data.tax_amount;
    const double company = is_17_ ? whole.company : base::currency_round(line_.currency, whole.company);
    return {rounds_shares() ? base::currency_round(line_.currency, whole.currency) : whole.currency, company};
  }

  // Gives the coins that the shares lack to the biggest ones, in turn.
  static void give_rest(TaxData& data, double Money::*part, const RecordSet& currency) {
    double rest = data.tax_amount.*part;
    for (const TaxShare& share : data.shares) rest -= share.amount.*part;
    const auto coins = static_cast<std::size_t>(std::nearbyint(std::abs(rest / currency.number("rounding"))));
    if (coins == 0) return;
    std::vector<TaxShare*> biggest;
    for (TaxShare& share : data.shares) biggest.push_back(&share);
    std::stable_sort(biggest.begin(), biggest.end(), [](const TaxShare* a, const TaxShare* b) {
      return std::pair(std::abs(b->amount.currency), std::abs(b->amount.company)) <
             std::pair(std::abs(a->amount.currency), std::abs(a->amount.company));
    });
    for (std::size_t coin = 0; coin < coins; ++coin)
      biggest[coin % biggest.size()]->amount.*part += rest / static_cast<double>(coins);
  }

  // Called from the last tax to the first: `later_` holds the taxes whose base this one may be a part of.
  void finish(TaxData& data) {
    for (TaxShare& share : data.shares) share.key = key_of(data, share);
    if (data.tax.flag("is_base_affected")) {
      later_ = joined(later_, data.tax.ids());
      if (shows_tags(data.tax)) later_tags_.emplace_back(data.tax.id(), base_tags(data.tax));
    }
  }

  TaxLineKey key_of(const TaxData& data, const TaxShare& share) const {
    TaxLineKey key{.repartition_line = share.repartition_line.id(),
                   .partner = line_.partner.id(),
                   .currency = line_.currency.id(),
                   .group_tax = data.group.id(),
                   .account = share.account.id(),
                   .tags = product_tags_};
    key.is_early_payment = is_17_ && line_.role == LineRole::early_payment;
    if (shows_tags(data.tax)) key.tags = joined(key.tags, share.repartition_line["tag_ids"].ids());
    if (data.tax.flag("analytic") || !share.repartition_line.flag("use_in_tax_closing"))
      key.analytic_distribution = line_.analytic_distribution;
    if (key.analytic_distribution.is_unset()) key.analytic_distribution = {};
    if (!data.tax.flag("include_base_amount")) return key;
    for (const Id tax : later_)
      if (tax != data.tax.id()) key.taxes.push_back(tax);
    for (const auto& [tax, tags] : later_tags_)
      if (tax != data.tax.id()) key.tags = joined(key.tags, tags);
    return key;
  }

  BaseLine& line_;
  const RecordSet& company_;
  bool include_cash_basis_;
  bool is_17_ = !company_.env().since(Series::v18);
  Ids product_tags_ = {};
  Ids later_ = {};
  std::vector<std::pair<Id, Ids>> later_tags_ = {};
};

}  // namespace

void add_accounting_data(std::span<BaseLine> lines, const RecordSet& company, bool include_cash_basis) {
  for (BaseLine& line : lines) LineAccounting(line, company, include_cash_basis).run();
}

namespace {

using TaxLineTotals = std::vector<std::pair<TaxLineKey, TaxLineAmounts>>;

TaxLineTotals::iterator find(TaxLineTotals& totals, const TaxLineKey& key) {
  return std::find_if(totals.begin(), totals.end(), [&](const auto& item) { return item.first == key; });
}

void add(const TaxLineAmounts& more, TaxLineAmounts& amounts) {
  amounts.name = more.name;
  amounts.tax_base_amount += more.tax_base_amount;
  amounts.amount += more.amount;
}

// 17.0 forgets a line when what is added leaves nothing of it, and keeps what only rounding makes zero.
void add_17(const TaxLineKey& key, TaxLineAmounts more, TaxLineTotals& totals) {
  if (more.amount.currency == 0) return;
  const auto there = find(totals, key);
  if (there == totals.end()) {
    totals.emplace_back(key, std::move(more));
    return;
  }
  add(more, there->second);
  const TaxLineAmounts& sum = there->second;
  if (sum.tax_base_amount == 0 && sum.amount.currency == 0 && sum.amount.company == 0) totals.erase(there);
}

void add_since_18(const TaxLineKey& key, const TaxLineAmounts& more, TaxLineTotals& totals) {
  const auto there = find(totals, key);
  add(more, there != totals.end() ? there->second : totals.emplace_back(key, TaxLineAmounts{}).second);
}

TaxLineAmounts amounts_of(const BaseLine& line, const TaxData& data, const TaxShare& share) {
  std::string name = line.tax_line_name.empty() ? data.tax.text("name") : line.tax_line_name;
  if (share.key.is_early_payment) name += " (Discount)";
  return {.name = std::move(name),
          .tax_base_amount = line.sign * data.base.company * (line.tax_tag_invert ? -1 : 1),
          .amount = line.sign * share.amount};
}

void add_shares(const BaseLine& line, TaxLineTotals& totals) {
  for (const TaxData& data : line.details.taxes) {
    const bool is_17 = !data.tax.env().since(Series::v18);
    for (const TaxShare& share : data.shares)
      is_17 ? add_17(share.key, amounts_of(line, data, share), totals)
            : add_since_18(share.key, amounts_of(line, data, share), totals);
  }
}

// The last lines there are take the last that are needed; amounts are rounded as they are kept.
TaxLineChanges rewritten_17(TaxLineChanges changes, TaxLineTotals needed, const RecordSet& company,
                            std::span<const TaxLine> there) {
  const RecordSet own = company["currency_id"];
  for (auto& [key, amounts] : needed) {
    amounts.amount = {base::currency_round(own.browse(key.currency), amounts.amount.currency),
                      base::currency_round(own, amounts.amount.company)};
    amounts.tax_base_amount = base::currency_round(own, amounts.tax_base_amount);
  }
  std::size_t left = there.size();
  for (; left > 0 && !needed.empty(); needed.pop_back())
    changes.to_rewrite.push_back({&there[--left], needed.back().first, needed.back().second});
  for (std::size_t at = 0; at < left; ++at) changes.to_delete.push_back(&there[at]);
  changes.to_add = std::move(needed);
  return changes;
}

}  // namespace

TaxLineChanges prepare_tax_lines(std::span<const BaseLine> lines, const RecordSet& company,
                                 std::span<const TaxLine> tax_lines) {
  TaxLineChanges changes;
  TaxLineTotals totals;
  for (const BaseLine& line : lines) {
    const LineTaxDetails& details = line.details;
    changes.base.push_back({.line = &line,
                            .tax_tags = line.tax_tags,
                            .amount = line.sign * (details.total_excluded + details.delta_total_excluded)});
    add_shares(line, totals);
  }
  if (!company.env().since(Series::v18)) return rewritten_17(std::move(changes), std::move(totals), company, tax_lines);
  const RecordSet company_currency = company["currency_id"];
  std::erase_if(totals, [&](const auto& item) {
    return base::currency_is_zero(company_currency.browse(item.first.currency), item.second.amount.currency) &&
           base::currency_is_zero(company_currency, item.second.amount.company);
  });
  for (const TaxLine& line : tax_lines) {
    const auto found =
        std::find_if(totals.begin(), totals.end(), [&](const auto& item) { return item.first == line.key; });
    if (found == totals.end()) {
      changes.to_delete.push_back(&line);
      continue;
    }
    changes.to_update.emplace_back(&line, found->second);
    totals.erase(found);
  }
  changes.to_add = std::move(totals);
  return changes;
}

}  // namespace paridoo::addons::account
