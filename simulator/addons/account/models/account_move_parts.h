// The parts of account.move, one section for each file account_move_<subject>.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/move.h"
#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// --- account_move_document.cpp: what a document takes from its partner, journal and company
// The journal for a new entry of this type, whether the user sees it or not; a UserError if there is none. `currency`
// 0: any.
orm::RecordSet default_journal(const orm::RecordSet& moves, const std::string& move_type, const orm::RecordSet& company,
                               orm::Id currency, bool liquidity);
void compute_invoice_user(const orm::RecordSet& self);
void compute_company(const orm::RecordSet& self);
void compute_journal(const orm::RecordSet& self);
void compute_is_storno(const orm::RecordSet& self);
void compute_commercial_partner(const orm::RecordSet& self);
void compute_partner_shipping(const orm::RecordSet& self);
void compute_fiscal_position(const orm::RecordSet& self);
void compute_bank_partner(const orm::RecordSet& self);
void compute_partner_bank(const orm::RecordSet& self);
void compute_payment_term(const orm::RecordSet& self);
void compute_preferred_payment_method(const orm::RecordSet& self);
void compute_currency(const orm::RecordSet& self);
void compute_currency_rate(const orm::RecordSet& self);
void compute_expected_currency_rate(const orm::RecordSet& self);
// Units of the document's currency for one of the company's.
double document_rate(const orm::RecordSet& move);
void compute_narration(const orm::RecordSet& self);
void compute_partner_display_name(const orm::RecordSet& self);
void compute_tax_country(const orm::RecordSet& self);
void check_journal_type(const orm::RecordSet& self);
void check_taxes_country(const orm::RecordSet& self);

// --- account_move_dates.cpp: accounting dates and locked periods
// The day on which an invoice of this date is entered: in an open period, and not before numbers already given.
orm::Day accounting_date(const orm::RecordSet& move, orm::Day invoice_date, const std::vector<LockDate>& locks);
// The same for a new entry in a journal.
orm::Day entry_date(const orm::RecordSet& journal, orm::Day day);
std::vector<LockDate> violated_lock_dates(const orm::RecordSet& move, orm::Day day, bool has_tax);
bool affects_tax_report(const orm::RecordSet& move);
bool line_affects_tax_report(const orm::RecordSet& line);
// UserErrors if posted entries are in closed books.
void check_fiscal_lock(const orm::RecordSet& moves);
void check_tax_lock(const orm::RecordSet& lines);
void compute_date(const orm::RecordSet& self);
void compute_auto_post_until(const orm::RecordSet& self);
void compute_invoice_date_due(const orm::RecordSet& self);
void compute_next_payment_date(const orm::RecordSet& self);
void compute_tax_lock_message(const orm::RecordSet& self);
void check_auto_post_date(const orm::RecordSet& self);

// --- account_move_messages.cpp: what entries tell of themselves
orm::Value creation_subtype(const orm::RecordSet& move, const orm::Arguments& arguments, const orm::Super& super);
orm::Value mail_post_access(const orm::RecordSet& move, const orm::Arguments& arguments, const orm::Super& super);
orm::Value creation_message(const orm::RecordSet& move, const orm::Arguments& arguments, const orm::Super& super);
orm::Value track_subtype(const orm::RecordSet& move, const orm::Arguments& arguments, const orm::Super& super);

// --- account_move_shown.cpp: what forms show and warn about
std::vector<orm::Compute> shown_computes();

// --- account_move_amounts.cpp: totals and payment state
void compute_amount(const orm::RecordSet& self);
void inverse_amount_total(const orm::RecordSet& self);
void compute_payment_state(const orm::RecordSet& self);
void compute_status_in_payment(const orm::RecordSet& self);
void compute_reconciled_payments(const orm::RecordSet& self);
void compute_direction_sign(const orm::RecordSet& self);
void compute_always_tax_exigible(const orm::RecordSet& self);

// --- account_move_taxes.cpp: the lines as the taxes see them, and tax_totals
void compute_tax_totals(const orm::RecordSet& self);
void inverse_tax_totals(const orm::RecordSet& self);
void write_tax_totals(const orm::RecordSet& move, const orm::Value& totals);

// --- account_move_display.cpp: what screens show
void compute_display_name(const orm::RecordSet& self);
void compute_type_name(const orm::RecordSet& self);
void compute_shown_flags(const orm::RecordSet& self);
void compute_newer_flags(const orm::RecordSet& self);
void compute_checked(const orm::RecordSet& self);
void compute_suitable_journals(const orm::RecordSet& self);
void compute_filter_type(const orm::RecordSet& self);
void compute_payment_term_details(const orm::RecordSet& self);
void compute_show_payment_term_details(const orm::RecordSet& self);
void compute_duplicates(const orm::RecordSet& self);
void compute_legal_notes(const orm::RecordSet& self);
void compute_partner_credit(const orm::RecordSet& self);

// --- account_move_outstanding.cpp: credits that can pay an invoice, payments that have
void compute_outstanding_widget(const orm::RecordSet& self);
void compute_payments_widget(const orm::RecordSet& self);
orm::Value js_assign_outstanding_line(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value js_remove_outstanding_partial(const orm::RecordSet& self, const orm::Arguments& arguments);

// --- account_move_post.cpp
orm::Value post_method(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value action_post(const orm::RecordSet& self, const orm::Arguments& arguments);
// The reference that customers pay with; set on posted invoices without one, and carried to their payment term lines.
void give_payment_reference(const orm::RecordSet& moves);
void outdate_term_names(const orm::RecordSet& moves);

// --- account_move_draft.cpp: back to draft, cancelled
orm::Value button_draft(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value button_cancel(const orm::RecordSet& self, const orm::Arguments& arguments);

// --- account_move_reverse.cpp
orm::Value reverse_moves_method(const orm::RecordSet& self, const orm::Arguments& arguments);
// Reconciles each move with its reversal, account by account.
void reconcile_with_reversals(const orm::RecordSet& moves, const orm::RecordSet& reversals, bool cancel);
std::vector<orm::Dict> copy_move_data(const orm::RecordSet& self, const orm::Dict& defaults,
                                      const orm::CopyDataSuper& super);

// --- account_move_actions.cpp: other buttons
orm::Value action_register_payment(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value action_force_register_payment(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value action_switch_move_type(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value action_reverse(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value action_toggle_block_payment(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value button_set_checked(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value action_activate_currency(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value action_update_fpos_values(const orm::RecordSet& self, const orm::Arguments& arguments);

// --- account_move_store.cpp: create, write, unlink
// Where copy_data() tells create() of which move the values are a copy.
inline constexpr const char* copy_marker = "__copy_of";
orm::RecordSet create_moves(const orm::RecordSet& model, std::vector<orm::Dict> values, const orm::CreateSuper& super);
void write_moves(const orm::RecordSet& self, orm::Dict values, const orm::WriteSuper& super);
void unlink_moves(const orm::RecordSet& self, const orm::UnlinkSuper& super);

// --- account_move_onchange.cpp
orm::Value onchange(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);
orm::Value onchange_partner_id(const orm::RecordSet& move);

}  // namespace paridoo::addons::account
