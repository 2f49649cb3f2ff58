// Keeps the lines of a document in step with each other. A change of a document or of its lines is made between
// before_change() and after_change(): product lines get their amounts, taxes their lines, then cash rounding, then the
// payment terms take the total.
//
// Only the outermost change synchronises: nested ones run with without_sync(), which is_synchronised() tells.
#pragma once

#include <map>
#include <vector>

#include "simulator/addons/account/models/dynamic_lines.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

bool is_synchronised(const orm::Env& env);

using LineValues = std::vector<std::pair<orm::Id, orm::Dict>>;

// What taxes depend on in one move.
struct TaxState {
  orm::Dict move = {};  // of drafts
  LineValues base = {};
  LineValues tax = {};
};

struct SyncState {
  bool active = false;
  std::map<orm::Id, TaxState> taxes = {};
  std::map<orm::Id, orm::Id> commercial_partners = {};
  std::map<orm::Id, orm::Dict> line_amounts = {};
  std::map<orm::Id, bool> entry_had_tax = {};
  DynamicLines terms = {}, early_discounts = {}, discount_allocations = {};
};

// Nothing is remembered if the change is nested in another one.
SyncState before_change(const orm::RecordSet& moves);
void after_change(const orm::RecordSet& moves, const SyncState& before);

// The amounts of document lines, and what they become after a change of a line: a change in the document's currency
// changes the balance, unless the change set that itself.
std::map<orm::Id, orm::Dict> line_amounts(const orm::RecordSet& lines);
void synchronise_line_balances(const orm::RecordSet& lines, const std::map<orm::Id, orm::Dict>& before);

// --- account_move_tax_sync.cpp
TaxState tax_state(const orm::RecordSet& move);
void synchronise_tax_lines(const orm::RecordSet& moves, const std::map<orm::Id, TaxState>& before);

// --- account_move_discount_sync.cpp
DynamicLines early_discount_lines(const orm::RecordSet& moves);
DynamicLines discount_allocation_lines(const orm::RecordSet& moves);

// --- account_move_rounding_sync.cpp
void synchronise_cash_rounding(const orm::RecordSet& move);
// Balances an entry whose taxes changed with a line of its own.
void balance_entry(const orm::RecordSet& move, bool had_tax);

// --- balance
// A UserError if the debits and credits of a move differ.
void check_balanced(const orm::RecordSet& moves);
double imbalance(const orm::RecordSet& move);

}  // namespace paridoo::addons::account
