// The behaviours of the module account.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::account {

orm::Behaviour account_account();
orm::Behaviour account_account_root();
orm::Behaviour account_root();
orm::Behaviour account_account_shown();
// Of entries, journal items and payments.
std::vector<orm::Behaviour> document_searches();
orm::Behaviour account_payment_shown();
orm::Behaviour account_tax_names();
orm::Behaviour account_tax_shown();
orm::Behaviour mail_message();
orm::Behaviour mail_message_preview();
orm::Behaviour account_journal_shown();
orm::Behaviour account_accrued_orders_wizard();
orm::Behaviour account_analytic_line();
orm::Behaviour account_bank_statement();
orm::Behaviour account_bank_statement_line();
orm::Behaviour account_cash_rounding();
orm::Behaviour account_chart_template();
orm::Behaviour account_resequence_wizard();
orm::Behaviour account_secure_entries_wizard();
orm::Behaviour account_fiscal_position();
orm::Behaviour account_fiscal_position_account();
orm::Behaviour account_fiscal_position_tax();
orm::Behaviour account_full_reconcile();
orm::Behaviour account_group();
orm::Behaviour account_incoterms();
orm::Behaviour account_journal();
orm::Behaviour account_journal_state();
orm::Behaviour account_move_line_cumulated();
orm::Behaviour account_journal_alias();
orm::Behaviour account_journal_group();
orm::Behaviour account_lock_exception();
orm::Behaviour account_move();
orm::Behaviour account_move_line();
orm::Behaviour account_move_reversal();
orm::Behaviour account_move_send();
orm::Behaviour account_move_autopost();
orm::Behaviour account_move_sending();
orm::Behaviour account_move_send_batch_wizard();
orm::Behaviour account_move_send_wizard();
orm::Behaviour account_partial_reconcile();
orm::Behaviour account_payment();
orm::Behaviour account_payment_17();
orm::Behaviour account_payment_method();
orm::Behaviour account_payment_method_line();
orm::Behaviour account_payment_register();
orm::Behaviour account_payment_term();
orm::Behaviour account_payment_term_line();
orm::Behaviour account_reconcile_model();
orm::Behaviour account_report();
orm::Behaviour account_tax();
orm::Behaviour account_tax_group();
orm::Behaviour account_tax_repartition_line();
orm::Behaviour product_product();
orm::Behaviour product_template();
orm::Behaviour res_company();
orm::Behaviour res_currency();
orm::Behaviour res_partner();
orm::Behaviour res_partner_bank();
orm::Behaviour res_partner_credit();
orm::Behaviour res_partner_format();

// Behaviours of several models that one subject goes through.
std::vector<orm::Behaviour> fiscal_countries();

}  // namespace paridoo::addons::account
