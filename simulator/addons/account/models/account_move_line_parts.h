// The parts of account.move.line, one section for each file account_move_line_<subject>.cpp.
#pragma once

#include <utility>
#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// --- account_move_line_shown.cpp: what forms show
std::vector<orm::Compute> shown_line_computes();

// --- account_move_line_amounts.cpp
void compute_currency_of_line(const orm::RecordSet& self);
void compute_line_rate(const orm::RecordSet& self);
void compute_balance(const orm::RecordSet& self);
void compute_debit_credit(const orm::RecordSet& self);
void compute_amount_currency(const orm::RecordSet& self);
void inverse_amount_currency(const orm::RecordSet& self);
void inverse_debit(const orm::RecordSet& self);
void inverse_credit(const orm::RecordSet& self);
void compute_residual(const orm::RecordSet& self);
void compute_line_totals(const orm::RecordSet& self);
void check_amounts(const orm::RecordSet& self);
// Units of the line's currency for one of its company's.
double line_rate(const orm::RecordSet& move, const orm::RecordSet& currency);

// --- account_move_line_product.cpp: what a line takes from its product and account
void compute_line_name(const orm::RecordSet& self);
void compute_uom(const orm::RecordSet& self);
void compute_quantity(const orm::RecordSet& self);
void compute_price_unit(const orm::RecordSet& self);
void compute_line_taxes(const orm::RecordSet& self);
void inverse_account(const orm::RecordSet& self);
void inverse_product(const orm::RecordSet& self);
void inverse_partner(const orm::RecordSet& self);
void check_uom(const orm::RecordSet& self);

// --- account_move_line_account.cpp: the account of a line that none was given for
// `display_type`, product (may be empty) and partner as they will be; `siblings`: accounts of lines that are made with
// it, by display_type.
struct NewLine {
  orm::RecordSet move, product, partner;
  std::string display_type = {};
  std::vector<std::pair<std::string, orm::Id>> siblings = {};
  orm::Ids without = {};  // lines of the move that do not count: those that ask
};
orm::RecordSet default_account(const NewLine& line);
// The account on which a document of this kind books the product; other modules extend it.
orm::Value get_account_of_product(const orm::RecordSet& move, const orm::Arguments& arguments);
void recompute_accounts(const orm::RecordSet& lines);
// UserErrors if a journal, account or currency do not go together.
void check_accounts_allowed(const orm::RecordSet& lines);
void check_receivable_payable(const orm::RecordSet& self);
void check_off_balance(const orm::RecordSet& self);

// --- account_move_line_store.cpp
orm::RecordSet create_lines_hook(const orm::RecordSet& model, std::vector<orm::Dict> values,
                                 const orm::CreateSuper& super);
void write_lines(const orm::RecordSet& self, orm::Dict values, const orm::WriteSuper& super);
void unlink_lines(const orm::RecordSet& self, const orm::UnlinkSuper& super);
std::vector<orm::Dict> copy_line_data(const orm::RecordSet& self, const orm::Dict& defaults,
                                      const orm::CopyDataSuper& super);

// --- account_move_line_log.cpp: entries that were posted once tell what becomes of their lines
// Before a write: the values of the tracked fields that it names.
class LineLog {
 public:
  LineLog(const orm::RecordSet& lines, const orm::Dict& values);
  void tell_changes() const;

 private:
  struct Entry {
    orm::RecordSet move, lines;
    std::vector<std::pair<const orm::Field*, orm::Value>> before;  // of the last line: Odoo keeps one for each entry
  };
  std::vector<Entry> entries_ = {};
};
void tell_new_lines(const orm::RecordSet& lines);
void tell_deleted_lines(const orm::RecordSet& lines);

// --- exchange_difference.cpp: where what exchange rates change is booked; other modules extend both
orm::Value exchange_journal(const orm::RecordSet& lines, const orm::Arguments& arguments);
orm::Value exchange_account(const orm::RecordSet& lines, const orm::Arguments& arguments);

}  // namespace paridoo::addons::account
