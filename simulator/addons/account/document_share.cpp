#include "simulator/addons/account/document_share.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "simulator/addons/account/excluded_taxes.h"
#include "simulator/addons/account/tax_rounding.h"
#include "simulator/addons/account/written_taxes.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

using Part = double Money::*;

Money operator-(const Money& left, const Money& right) { return left + -1 * right; }

bool has_no_share(const RecordSet& tax) {
  const std::string kind = tax.text("amount_type");
  return kind == "fixed" || kind == "code";
}

Money untaxed(const BaseLine& line) { return line.details.total_excluded + line.details.delta_total_excluded; }

struct TaxAmounts {
  Money tax = {}, base = {};
};

struct DocumentAmounts {
  Money untaxed = {};
  std::map<Id, TaxAmounts> by_tax = {};

  Money taxes() const {
    Money sum;
    for (const auto& [_, amounts] : by_tax) sum += amounts.tax;
    return sum;
  }
};

DocumentAmounts amounts_of(std::span<const BaseLine> lines) {
  DocumentAmounts all;
  for (const BaseLine& line : lines) {
    all.untaxed += untaxed(line);
    for (const TaxData& data : line.details.taxes) {
      TaxAmounts& amounts = all.by_tax[data.tax.id()];
      amounts.tax += data.tax_amount;
      if (!data.is_reverse_charge) amounts.base += data.base;
    }
  }
  return all;
}

// A share of a document, and what it is to come to.
struct Target {
  double share = 0;  // with the sign of what was asked
  DocumentAmounts amounts = {};
};

class Rounding {
 public:
  Rounding(const RecordSet& currency, const RecordSet& company) : currency_(currency), own_(company["currency_id"]) {}
  Money operator()(const Money& amount) const {
    return {base::currency_round(currency_, amount.currency), base::currency_round(own_, amount.company)};
  }
  const RecordSet& coin(Part part) const { return part == &Money::currency ? currency_ : own_; }

 private:
  RecordSet currency_, own_;
};

Target target_of(std::span<const BaseLine> lines, const ShareQuestion& question, const Rounding& rounded) {
  const DocumentAmounts now = amounts_of(lines);
  const Money total = now.untaxed + now.taxes();
  const double rate = lines.front().rate;
  Target target{.share = question.amount / 100};
  Money wanted = rounded(target.share * total);
  if (!question.is_percentage) {
    target.share = total.currency != 0 ? question.amount / total.currency : 0;
    wanted = rounded({question.amount,
                      rate != 0 ? base::currency_round(rounded.coin(&Money::currency), question.amount) / rate : 0});
  }
  for (const auto& [tax, amounts] : now.by_tax)
    target.amounts.by_tax[tax] = {rounded(target.share * amounts.tax), rounded(target.share * amounts.base)};
  target.amounts.untaxed = wanted - target.amounts.taxes();
  return target;
}

// One line for each combination of taxes, with the price of all that it stands for.
class Merge {
 public:
  explicit Merge(const ShareQuestion& question) : question_(question) {}

  void add(const BaseLine& line) {
    const double price = line.quantity * line.price_unit * (1 - line.discount / 100);
    const auto same =
        std::find_if(merged_.begin(), merged_.end(), [&](const Merged& one) { return one.line.taxes == line.taxes; });
    Merged& merged = same != merged_.end() ? *same : merged_.emplace_back(empty_like(line));
    merged.line.price_unit += price;
    weigh(line, merged);
  }

  std::vector<BaseLine> lines() const {
    std::vector<BaseLine> lines;
    for (const Merged& merged : merged_) {
      if (base::currency_is_zero(merged.line.currency, merged.line.price_unit)) continue;
      lines.push_back(merged.line);
      lines.back().analytic_distribution = distribution_of(merged);
    }
    return lines;
  }

 private:
  struct Merged {
    BaseLine line;
    double weight = 0;
    std::vector<std::pair<std::string, double>> analytic = {};  // by account
  };

  Merged empty_like(const BaseLine& line) const {
    BaseLine empty = line;
    empty.price_unit = empty.discount = 0;
    empty.quantity = 1;
    empty.price_meaning = PriceMeaning::as_taxes_say;
    empty.role = LineRole::normal;
    empty.given = {};
    empty.computation_key = question_.computation_key;
    if (question_.product) empty.product = *question_.product;
    return {.line = empty};
  }

  static void weigh(const BaseLine& line, Merged& merged) {
    const double weight = line.details.raw_total_excluded.currency;
    merged.weight += weight;
    if (!line.analytic_distribution.is_dict()) return;
    for (const Item& item : line.analytic_distribution.dict()) {
      const auto known = std::find_if(merged.analytic.begin(), merged.analytic.end(),
                                      [&](const auto& one) { return one.first == item.name; });
      auto& share = known != merged.analytic.end() ? *known : merged.analytic.emplace_back(item.name, 0.0);
      share.second += weight * item.value.number();
    }
  }

  static Value distribution_of(const Merged& merged) {
    if (merged.analytic.empty() || merged.weight == 0) return {};
    Dict distribution;
    for (const auto& [account, share] : merged.analytic) distribution.set(account, share / merged.weight);
    return distribution;
  }

  const ShareQuestion& question_;
  std::vector<Merged> merged_ = {};
};

// Spreads over the lines' amounts what they lack of the target, in proportion to what they are in the document's
// currency.
class Reach {
 public:
  Reach(std::vector<BaseLine>& lines, const Target& target, const Rounding& rounded)
      : target_(target), rounded_(rounded) {
    for (BaseLine& line : lines) lines_.push_back(&line);
    std::stable_sort(lines_.begin(), lines_.end(), [](const BaseLine* a, const BaseLine* b) {
      return b->details.total_excluded.currency < a->details.total_excluded.currency;
    });
    now_ = amounts_of(lines);
  }

  void run() {
    for (const auto& [tax, now] : now_.by_tax) {
      const TaxAmounts& wanted = target_.amounts.by_tax.at(tax);
      reach_tax(tax, now.tax, wanted.tax, &TaxData::tax_amount);
      reach_tax(tax, now.base, wanted.base, &TaxData::base);
    }
    reach_untaxed();
  }

 private:
  void reach_tax(Id tax, const Money& now, const Money& wanted, Money TaxData::*amount) {
    if (now.currency == 0) return;
    for (const Part part : {&Money::currency, &Money::company}) {
      std::vector<Taker> takers;
      for (BaseLine* line : lines_)
        for (TaxData& data : line->details.taxes)
          if (data.tax.id() == tax) takers.push_back({(data.*amount).currency, &(data.*amount.*part)});
      spread(wanted.*part - now.*part, rounded_.coin(part), std::move(takers));
    }
  }

  void reach_untaxed() {
    const Money miss = target_.amounts.untaxed - now_.untaxed;
    std::vector<Taker> prices;
    for (BaseLine* line : lines_) prices.push_back({untaxed(*line).currency, &line->price_unit});
    spread(miss.currency, rounded_.coin(&Money::currency), std::move(prices));
    for (const Part part : {&Money::currency, &Money::company}) {
      std::vector<Taker> takers;
      for (BaseLine* line : lines_)
        takers.push_back({untaxed(*line).currency, &(line->details.delta_total_excluded.*part)});
      spread(miss.*part, rounded_.coin(part), std::move(takers));
    }
  }

  const Target& target_;
  const Rounding& rounded_;
  std::vector<BaseLine*> lines_ = {};
  DocumentAmounts now_ = {};
};

std::vector<BaseLine> share_of(std::span<const BaseLine> lines, const ShareQuestion& question) {
  if (lines.empty()) return {};
  const Rounding rounded(lines.front().currency, question.company);
  const Target target = target_of(lines, question, rounded);
  Merge merge(question);
  for (const BaseLine& line : lines) merge.add(line);
  std::vector<BaseLine> shares = merge.lines();
  for (BaseLine& share : shares) share.price_unit *= target.share;
  add_tax_details(shares, question.company);
  round_tax_details(shares, question.company);
  Reach(shares, target, rounded).run();
  for (BaseLine& share : shares) hold_taxes(share);
  return shares;
}

}  // namespace

std::vector<BaseLine> global_discount_lines(std::span<const BaseLine> lines, ShareQuestion question) {
  question.amount = -question.amount;
  return share_of(take_out_taxes(lines, question.company, has_no_share).rest, question);
}

std::vector<BaseLine> down_payment_lines(std::span<const BaseLine> lines, const ShareQuestion& question) {
  SplitLines split = take_out_taxes(lines, question.company, has_no_share);
  std::vector<BaseLine> all = std::move(split.rest);
  all.insert(all.end(), split.taken.begin(), split.taken.end());
  return share_of(all, question);
}

}  // namespace paridoo::addons::account
