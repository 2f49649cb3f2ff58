// What taxes do to a price: the arithmetic, on plain values. taxes.h asks it with records.
//
// The taxes of a line are evaluated in their order (sequence, id; a group stands for its children). Neighbours of one
// kind form a batch, whose percentages are added before they are taken out of, or put on, a price. Three passes give
// the amounts: fixed taxes first, since they may change the base of an included tax; then the included ones from the
// last to the first; then the others from the first to the last.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "simulator/orm/value.h"

namespace paridoo::addons::account {

enum class TaxKind { percent, fixed, division };

// What the price that is given means, whatever the taxes say: as_taxes_say, the price without any tax, the price with
// every tax.
enum class PriceMeaning { as_taxes_say, total_excluded, total_included };

struct TaxRule {
  orm::Id id = 0;
  TaxKind kind = TaxKind::percent;
  double amount = 0;  // percent, or money a unit
  bool price_include = false;
  bool include_base_amount = false;  // its amount is a part of the base of later taxes ...
  bool is_base_affected = true;      // ... that let themselves be affected
  double factor = 1;                 // the sum of its repartition; only 17.0 asks
  bool has_negative_factor = false;  // reverse charge: what it adds, its negative repartition takes away again
};

struct TaxQuestion {
  double price_unit = 0;
  double quantity = 1;
  double rounding = 0.01;      // a multiple; of each amount if round_per_line
  bool round_per_line = true;  // else only the document's totals are rounded, by who asks
  PriceMeaning price_meaning = PriceMeaning::as_taxes_say;
  bool negative_price_turns_fixed = false;  // a fixed tax is given back with a negative price (since 19.0)
};

struct TaxAmount {
  std::size_t rule = 0;  // index into the rules
  double base = 0;
  double tax = 0;
  bool is_reverse_charge = false;
};

struct TaxEvaluation {
  double total_excluded = 0;
  double total_included = 0;
  std::vector<TaxAmount> amounts = {};          // in the order of the rules; a reverse charge follows its tax
  std::vector<std::vector<std::size_t>> batch;  // of each rule: the rules that it is evaluated with
};

TaxEvaluation evaluate_taxes(std::span<const TaxRule> rules, const TaxQuestion& question);
// The same as 17.0 does it; batches are a later invention.
TaxEvaluation evaluate_taxes_17(std::span<const TaxRule> rules, const TaxQuestion& question);

}  // namespace paridoo::addons::account
