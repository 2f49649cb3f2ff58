// What other modules ask of account.move and account.move.line.
#pragma once

#include <string_view>
#include <vector>

#include "simulator/addons/account/taxes.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// Whether sales and purchase receipts count as documents of their kind.
enum class Receipts { included, excluded };

bool is_sale_type(std::string_view move_type, Receipts receipts = Receipts::included);
bool is_purchase_type(std::string_view move_type, Receipts receipts = Receipts::included);
// Customer invoices, vendor refunds, sales receipts: money comes in. The other documents: it goes out. Entries:
// neither.
bool is_inbound_type(std::string_view move_type);
bool is_outbound_type(std::string_view move_type);

bool is_sale_document(const orm::RecordSet& move, Receipts receipts = Receipts::included);
bool is_purchase_document(const orm::RecordSet& move, Receipts receipts = Receipts::included);
// Any document, as opposed to an entry.
bool is_invoice(const orm::RecordSet& move, Receipts receipts = Receipts::included);
bool is_entry(const orm::RecordSet& move);
bool is_inbound(const orm::RecordSet& move);
// 1 if a price becomes a debit, -1 if it becomes a credit.
int direction_sign(const orm::RecordSet& move);

// Lines that hold money: no sections and no notes.
bool is_accountable(const orm::RecordSet& line);
// The lines of these moves on customers' and vendors' accounts.
orm::RecordSet receivable_payable_lines(const orm::RecordSet& moves);

// The lines of a move as the taxes see them: its base lines with rounded tax details, and the journal items of taxes.
// `keep_tax_amounts`: what users changed in the tax lines stays.
struct MoveTaxLines {
  std::vector<BaseLine> base = {};
  std::vector<TaxLine> tax = {};
};
MoveTaxLines tax_lines_of(const orm::RecordSet& move, bool keep_tax_amounts = true);
// One product line as the taxes see it.
BaseLine product_base_line(const orm::RecordSet& line);
// The line at its price, whatever its entry.
BaseLine priced_base_line(const orm::RecordSet& line);

// Posts drafts: checks, numbers, reconciles reversals. `soft`: documents of the future are left to be posted on their
// day. Gives those that were posted. Through the chain of overrides of "_post".
orm::RecordSet post(const orm::RecordSet& moves, bool soft = true);
// Reversals of the moves, one for each; `cancel`: posted, and reconciled with them.
orm::RecordSet reverse_moves(const orm::RecordSet& moves, std::vector<orm::Dict> defaults, bool cancel);
// The same in a context in which changes of lines leave the synchronisation and the balance of their moves to who
// started it. Defaults that the context holds are not meant for such lines, and are left out.
orm::RecordSet without_sync(const orm::RecordSet& records);

// Computes the residual amounts anew, for a change that no dependency tells of.
void recompute_residuals(const orm::RecordSet& lines);

}  // namespace paridoo::addons::account
