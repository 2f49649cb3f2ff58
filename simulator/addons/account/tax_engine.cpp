#include "simulator/addons/account/tax_engine.h"

#include <algorithm>

#include "simulator/orm/float_math.h"

namespace paridoo::addons::account {

namespace {

using Indices = std::vector<std::size_t>;

struct Work {
  std::optional<double> tax = {};
  double extra_base_for_tax = 0;   // what other taxes add to the base that this one is computed on ...
  double extra_base_for_base = 0;  // ... and to the base that it shows
};

class Evaluation {
 public:
  Evaluation(std::span<const TaxRule> rules, const TaxQuestion& question)
      : rules_(rules), question_(question), work_(rules.size()), batch_(rules.size()) {
    raw_base_ = rounded(question.quantity * question.price_unit);
    make_batches();
  }

  TaxEvaluation run() {
    compute_amounts();
    TaxEvaluation out;
    for (std::size_t at = 0; at < rules_.size(); ++at) {
      if (!work_[at].tax) continue;
      const double base = base_of(at);
      out.amounts.push_back({.rule = at, .base = base, .tax = *work_[at].tax});
      if (rules_[at].has_negative_factor)
        out.amounts.push_back({.rule = at, .base = base, .tax = -*work_[at].tax, .is_reverse_charge = true});
    }
    out.total_excluded = out.amounts.empty() ? raw_base_ : out.amounts.front().base;
    double taxes = 0;
    for (const TaxAmount& amount : out.amounts) taxes += amount.tax;
    out.total_included = out.total_excluded + taxes;
    out.batch = batch_;
    return out;
  }

 private:
  double rounded(double amount) const {
    return question_.round_per_line ? orm::float_round(amount, {question_.rounding}) : amount;
  }

  bool is_included(std::size_t at) const {
    if (question_.price_meaning == PriceMeaning::as_taxes_say) return rules_[at].price_include;
    return question_.price_meaning == PriceMeaning::total_included;
  }

  bool fits_batch(const TaxRule& rule, const TaxRule& first, bool next_is_base_affected) const {
    const bool special = question_.price_meaning != PriceMeaning::as_taxes_say;
    return rule.kind == first.kind && (special || rule.price_include == first.price_include) &&
           rule.include_base_amount == first.include_base_amount &&
           (!rule.include_base_amount || !next_is_base_affected);
  }

  void make_batches() {
    Indices batch;
    bool next_is_base_affected = false;
    for (std::size_t at = rules_.size(); at-- > 0;) {
      if (!batch.empty() && !fits_batch(rules_[at], rules_[batch.front()], next_is_base_affected)) close(batch);
      next_is_base_affected = rules_[at].is_base_affected;
      batch.push_back(at);
    }
    close(batch);
  }

  void close(Indices& batch) {
    for (const std::size_t member : batch) batch_[member] = batch;
    batch.clear();
  }

  void compute_amounts() {
    const double fixed_sign = question_.negative_price_turns_fixed && question_.price_unit < 0 ? -1 : 1;
    for (std::size_t at = rules_.size(); at-- > 0;)
      if (rules_[at].kind == TaxKind::fixed) settle(at, fixed_sign * question_.quantity * rules_[at].amount);
    for (std::size_t at = rules_.size(); at-- > 0;)
      if (is_included(at) && !work_[at].tax) settle(at, included_amount(at));
    for (std::size_t at = 0; at < rules_.size(); ++at)
      if (!work_[at].tax) settle(at, excluded_amount(at));
  }

  double batch_percentage(std::size_t at) const {
    double sum = 0;
    for (const std::size_t member : batch_[at]) sum += rules_[member].amount;
    return sum / 100.0;
  }

  double included_amount(std::size_t at) const {
    const double base = raw_base_ + work_[at].extra_base_for_tax;
    if (rules_[at].kind == TaxKind::division) return base * rules_[at].amount / 100.0;
    const double percentage = batch_percentage(at);
    const double to_excluded = percentage == -1 ? 0.0 : 1 / (1 + percentage);
    return base * to_excluded * rules_[at].amount / 100.0;
  }

  double excluded_amount(std::size_t at) const {
    const double base = raw_base_ + work_[at].extra_base_for_tax;
    if (rules_[at].kind == TaxKind::percent) return base * rules_[at].amount / 100.0;
    const double percentage = batch_percentage(at);
    return base * rules_[at].amount / 100.0 / (percentage == 1.0 ? 1.0 : 1 - percentage);
  }

  void settle(std::size_t at, double amount) {
    work_[at].tax = rounded(amount);
    propagate(at);
  }

  bool in_batch_of(std::size_t at, std::size_t other) const {
    return std::find(batch_[at].begin(), batch_[at].end(), other) != batch_[at].end();
  }

  Indices before(std::size_t at) const {
    Indices out;
    for (std::size_t other = 0; other < rules_.size() && !in_batch_of(at, other); ++other) out.push_back(other);
    return out;
  }

  Indices after(std::size_t at) const {
    Indices out;
    for (std::size_t other = rules_.size(); other-- > 0 && !in_batch_of(at, other);) out.push_back(other);
    return out;
  }

  void add_to_base(std::size_t from, std::size_t to, double sign) {
    if (!work_[to].tax) work_[to].extra_base_for_tax += sign * *work_[from].tax;
    work_[to].extra_base_for_base += sign * *work_[from].tax;
  }

  // The tax of `at` is known: what it adds to, or takes from, the bases of the others.
  void propagate(std::size_t at) {
    const bool adds = rules_[at].include_base_amount;
    const auto meaning = question_.price_meaning;
    if (rules_[at].price_include) {
      if (meaning == PriceMeaning::total_excluded) return add_to_affected(at);
      for (const std::size_t other : after(at))
        if (!adds || !rules_[other].is_base_affected) add_to_base(at, other, -1);
      for (const std::size_t other : before(at)) add_to_base(at, other, -1);
    } else {
      if (meaning != PriceMeaning::total_included) return add_to_affected(at);
      if (!adds)
        for (const std::size_t other : after(at)) add_to_base(at, other, -1);
      for (const std::size_t other : before(at)) add_to_base(at, other, -1);
    }
  }

  void add_to_affected(std::size_t at) {
    if (!rules_[at].include_base_amount) return;
    for (const std::size_t other : after(at))
      if (rules_[other].is_base_affected) add_to_base(at, other, 1);
  }

  double base_of(std::size_t at) const {
    double included = 0;
    if (is_included(at))
      for (const std::size_t member : batch_[at])
        if (!rules_[member].has_negative_factor) included += work_[member].tax.value_or(0);
    return raw_base_ + work_[at].extra_base_for_base - included;
  }

  std::span<const TaxRule> rules_;
  const TaxQuestion& question_;
  std::vector<Work> work_;
  std::vector<Indices> batch_;
  double raw_base_ = 0;
};

}  // namespace

TaxEvaluation evaluate_taxes(std::span<const TaxRule> rules, const TaxQuestion& question) {
  return Evaluation(rules, question).run();
}

}  // namespace paridoo::addons::account
