#include "simulator/addons/account/addon.h"

#include "simulator/addons/account/company_form.h"
#include "simulator/addons/account/models.h"

namespace paridoo::addons::account {

orm::Addon account() {
  orm::Addon addon{
      .name = "account",
      .depends = {"product", "analytic", "portal"},
      .models = {res_company(),
                 res_currency(),
                 res_partner(),
                 res_partner_bank(),
                 res_partner_credit(),
                 res_partner_format(),
                 account_account(),
                 account_account_root(),
                 account_root(),
                 account_account_shown(),
                 account_payment_shown(),
                 account_tax_names(),
                 account_tax_shown(),
                 mail_message(),
                 mail_message_preview(),
                 account_journal(),
                 account_journal_alias(),
                 account_journal_state(),
                 account_move_line_cumulated(),
                 account_journal_shown(),
                 account_journal_group(),
                 account_lock_exception(),
                 account_payment_method(),
                 account_payment_method_line(),
                 account_tax_group(),
                 account_tax(),
                 account_tax_repartition_line(),
                 account_fiscal_position(),
                 account_fiscal_position_account(),
                 account_fiscal_position_tax(),
                 account_payment_term(),
                 account_payment_term_line(),
                 account_analytic_line(),
                 account_cash_rounding(),
                 account_chart_template(),
                 account_group(),
                 account_incoterms(),
                 product_template(),
                 product_product(),
                 account_move(),
                 account_move_line(),
                 account_partial_reconcile(),
                 account_full_reconcile(),
                 account_payment(),
                 account_payment_17(),
                 account_payment_register(),
                 account_move_reversal(),
                 account_move_send(),
                 account_move_autopost(),
                 account_move_sending(),
                 account_move_send_batch_wizard(),
                 account_move_send_wizard(),
                 account_accrued_orders_wizard(),
                 account_reconcile_model(),
                 account_report(),
                 account_bank_statement(),
                 account_bank_statement_line()},
  };
  addon.models.push_back(res_company_shown());
  addon.models.push_back(account_resequence_wizard());
  addon.models.push_back(account_secure_entries_wizard());
  for (auto several : {fiscal_countries, document_searches})
    for (orm::Behaviour& behaviour : several()) addon.models.push_back(std::move(behaviour));
  return addon;
}

}  // namespace paridoo::addons::account
