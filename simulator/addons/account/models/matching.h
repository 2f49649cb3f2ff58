// One debit matched with one credit: how much, in which currencies, and what exchange rates leave over.
#pragma once

#include <optional>

#include "simulator/addons/account/reconcile.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// A line and what of it is still open. Partials are made only after all matches are known.
struct OpenLine {
  orm::RecordSet line;
  double residual = 0;
  double residual_currency = 0;
  bool is_done = false;
};

struct Match {
  orm::Dict partial = {};  // values of the account.partial.reconcile
  std::optional<ExchangeEntry> exchange = {};
};

// Matches both as far as they go; their open amounts shrink and is_done says which has nothing left. Empty if one of
// them had nothing left before.
std::optional<Match> match(OpenLine& debit, OpenLine& credit);

}  // namespace paridoo::addons::account
