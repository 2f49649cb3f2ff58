// Taxes that are due when an invoice is paid.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

struct CashBasisLine {
  bool is_tax = false;  // else the base of one
  orm::RecordSet line;
};

// What a move has of taxes due on payment, and how far it is paid.
struct CashBasis {
  orm::RecordSet move;
  orm::RecordSet currency;
  std::vector<CashBasisLine> lines = {};
  double total_balance = 0, total_residual = 0;
  double total_amount_currency = 0, total_residual_currency = 0;
  bool is_fully_paid = false;
};

// Empty if the move has no such taxes, no receivable or payable line, or lines in several currencies.
std::optional<CashBasis> cash_basis_of(const orm::RecordSet& move);

// Creates, posts and reconciles the entries that make due the taxes which these partials (account.partial.reconcile)
// pay.
void create_cash_basis_moves(const orm::RecordSet& partials);

}  // namespace paridoo::addons::account
