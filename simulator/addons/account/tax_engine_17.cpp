// What taxes do to a price in 17.0: the price without included taxes is looked for from the last tax to the first, then
// every tax is put on it from the first to the last. Included taxes take what is left to the price that contained them.
#include <cmath>
#include <map>

#include "simulator/addons/account/tax_engine.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::account {

namespace {

// What included taxes, met since the last known base, take out of it together.
struct IncludedTaxes {
  double percent = 0, division = 0, fixed = 0;
  double without(double base) const { return (base - fixed) / (1 + percent / 100) * (100 - division) / 100; }
};

class Evaluation17 {
 public:
  Evaluation17(std::span<const TaxRule> rules, const TaxQuestion& question) : rules_(rules), question_(question) {
    base_ = coins(question.price_unit * question.quantity);
    sign_ = base_ < 0 && coins(base_) != 0 ? -1 : 1;
    base_ *= sign_;
  }

  TaxEvaluation run() {
    look_for_price_without_taxes();
    TaxEvaluation out;
    double base = without_taxes_, included = without_taxes_;
    for (std::size_t at = 0; at < rules_.size(); ++at) {
      const TaxRule& rule = rules_[at];
      const double own_base = is_included(at) || rule.is_base_affected ? base : without_taxes_;
      const double tax = fine(amount_of(at, base, own_base));
      const double added = fine(tax * rule.factor);
      if (is_included(at) && !reached_.contains(at)) cumulated_ += added;
      tell(out, at, own_base, tax);
      if (rule.include_base_amount) {
        base += added;
        if (!is_included(at)) keeps_checkpoints_ = false;
      }
      included += added;
    }
    out.total_excluded = sign_ * without_taxes_;
    out.total_included = sign_ * coins(included);
    return out;
  }

 private:
  double coins(double amount) const { return orm::float_round(amount, {question_.rounding}); }
  double fine(double amount) const {
    return orm::float_round(amount, {question_.rounding * (question_.round_per_line ? 1 : 1e-5)});
  }

  bool is_included(std::size_t at) const {
    if (question_.price_meaning == PriceMeaning::as_taxes_say) return rules_[at].price_include;
    return question_.price_meaning == PriceMeaning::total_included;
  }

  void look_for_price_without_taxes() {
    IncludedTaxes pending;
    double base = base_;
    bool remembers = true, is_base_affected = true;
    for (std::size_t at = rules_.size(); at-- > 0;) {
      const TaxRule& rule = rules_[at];
      if (rule.include_base_amount && is_base_affected) {
        base = pending.without(base);
        pending = {};
        remembers = true;
      }
      if (is_included(at)) {
        take(rule, pending);
        if (remembers && rule.amount != 0) {
          reached_[at] = base;
          remembers = false;
        }
      }
      is_base_affected = rule.is_base_affected;
    }
    without_taxes_ = coins(pending.without(base));
  }

  void take(const TaxRule& rule, IncludedTaxes& pending) const {
    const double amount = rule.amount * rule.factor;
    if (rule.kind == TaxKind::percent) pending.percent += amount;
    if (rule.kind == TaxKind::division) pending.division += amount;
    if (rule.kind == TaxKind::fixed) pending.fixed = std::abs(question_.quantity) * amount;
  }

  // The last included tax of a row takes what is left, so that the sum is the price.
  double amount_of(std::size_t at, double base, double own_base) {
    const TaxRule& rule = rules_[at];
    const auto reached = reached_.find(at);
    if (keeps_checkpoints_ && reached != reached_.end() && rule.factor != 0) {
      const double rest = reached->second - (base + cumulated_);
      cumulated_ = 0;
      return rest;
    }
    if (rule.kind == TaxKind::fixed)
      return (own_base != 0 ? std::copysign(question_.quantity, own_base) : question_.quantity) * rule.amount;
    if (rule.kind == TaxKind::percent) return own_base * rule.amount / 100;
    const double left = 1 - rule.amount / 100;
    return left != 0 ? own_base / left - own_base : 0.0;
  }

  void tell(TaxEvaluation& out, std::size_t at, double base, double tax) const {
    const double shown = fine(sign_ * base);
    out.amounts.push_back({.rule = at, .base = shown, .tax = sign_ * tax});
    if (rules_[at].has_negative_factor)
      out.amounts.push_back({.rule = at, .base = shown, .tax = -sign_ * tax, .is_reverse_charge = true});
  }

  std::span<const TaxRule> rules_;
  const TaxQuestion& question_;
  double base_ = 0, without_taxes_ = 0, sign_ = 1;
  std::map<std::size_t, double> reached_ = {};  // the price with an included tax, of the last one in a row
  double cumulated_ = 0;                        // included taxes since, that have no such price
  bool keeps_checkpoints_ = true;
};

}  // namespace

TaxEvaluation evaluate_taxes_17(std::span<const TaxRule> rules, const TaxQuestion& question) {
  return Evaluation17(rules, question).run();
}

}  // namespace paridoo::addons::account
