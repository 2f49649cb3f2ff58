// Matching of debits with credits: account.partial.reconcile and account.full.reconcile.
#pragma once

#include <optional>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// Lines of one account that are matched with each other; lines of several currencies first within each currency.
// UserErrors if lines are not posted, matched already, of several accounts, or of one that cannot be reconciled.
void reconcile(const orm::RecordSet& lines);
// Several sets, one after the other.
void reconcile_all(const std::vector<orm::RecordSet>& sets);
// Undoes every match of these lines.
void remove_reconciliation(const orm::RecordSet& lines);
// These lines and all that share a matching number with them.
orm::RecordSet matched_together(const orm::RecordSet& lines);
// The numbers that tell which lines are matched: that of the full reconciliation, or "P" and the first partial's id.
void update_matching_numbers(const orm::RecordSet& lines);

// An entry for what exchange rates changed between two matched lines: `amount_residual` in the company's currency, or
// `amount_residual_currency` in that of the line.
struct ExchangeAmount {
  orm::RecordSet line;
  double amount = 0;
  bool in_currency = false;
};
struct ExchangeEntry {
  orm::Dict values = {};  // of the account.move; without lines nothing is needed
  std::vector<std::pair<orm::RecordSet, std::size_t>> matches =
      {};  // a line, and which line of the entry it is matched with
  bool to_post = true;
};
ExchangeEntry exchange_entry(const std::vector<ExchangeAmount>& amounts, const orm::RecordSet& company, orm::Day day);
// Reverses entries that a match made, once the match is undone.
void reverse_generated(const orm::RecordSet& moves);
// Creates, posts and matches the entries.
orm::RecordSet create_exchange_moves(const orm::RecordSet& lines, const std::vector<ExchangeEntry>& entries);

}  // namespace paridoo::addons::account
