// account.payment.register: pays documents, or a part of them.
#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/journal.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/account/window_action.h"
#include "simulator/addons/account/wizard/payment_batches.h"
#include "simulator/addons/account/wizard/payment_register_parts.h"
#include "simulator/addons/account/wizard/register_payments.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet lines_asked(const Env& env) {
  const RecordSet lines = env["account.move.line"];
  const Value& ids = env.context("active_ids");
  const Ids asked = ids.is_list() ? ids.ids() : Ids{};
  const Value& model = env.context("active_model");
  if (model == Value("account.move")) return env["account.move"].browse(asked)["line_ids"];
  if (model == Value("account.move.line")) return lines.browse(asked);
  throw user_error("Payments are registered for journal entries or their lines: the context must name them.");
}

bool is_open(const RecordSet& line) {
  if (!is_receivable_or_payable(line["account_id"])) return false;
  const RecordSet currency = line["currency_id"];
  return currency ? !base::currency_is_zero(currency, line.number("amount_residual_currency"))
                  : !base::currency_is_zero(line["company_currency_id"], line.number("amount_residual"));
}

void refuse_foreign_branches(const RecordSet& lines) {
  RecordSet roots = lines["company_id"].none();
  for (const RecordSet& company : lines["company_id"]) roots |= root_of(company);
  if (roots.size() > 1) throw user_error("One payment cannot be for entries of different companies.");
  const RecordSet allowed = lines.env().user()["company_ids"];
  if (is_of_siblings(lines) && !allowed.contains(roots.at(0).id()))
    throw user_error("Entries of several branches are paid by their parent company, which you cannot act for.");
}

Value default_lines(const RecordSet& model) {
  const RecordSet lines = lines_asked(model.env());
  if (!model.env().since(Series::v18) && !lines.where("parent_state", "!=", "posted").empty())
    throw user_error("Payments are registered for posted entries only.");
  const RecordSet open = lines.filtered(is_open);
  if (open.empty()) throw user_error("Nothing is left to pay of these entries.");
  refuse_foreign_branches(lines);
  const auto types = open.grouped([](const RecordSet& line) { return line["account_id"].text("account_type"); });
  if (types.size() > 1) throw user_error("Money to receive and money to send cannot be one payment.");
  return List{command::set(open.ids())};
}

Value today(const RecordSet& model) { return model.env().today_text(); }
Value write_off_label(const RecordSet&) { return "Write-Off"; }

// What is to become of a difference is not decided anew by the amounts that are computed after it was given.
void keep_handling(const RecordSet& wizards, const std::vector<Dict>& values) {
  for (std::size_t at = 0; at < values.size(); ++at) {
    const Value& handling = values[at].get("payment_difference_handling");
    if (!handling) continue;
    const RecordSet wizard = wizards.at(at);
    for (const char* field : {"amount", "payment_difference_handling"}) wizard.value(field);
    if (wizard.env().since(Series::v18)) wizard.value("installments_mode");
    store(wizard, "payment_difference_handling", handling);
  }
}

// A journal of the context that money cannot go through (that of the invoices shown) does not count.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const Value& journal = model.env().context("default_journal_id");
  const RecordSet own = model.env()["account.journal"].browse(journal.is_integer() ? journal.integer() : 0);
  const bool counts = own.empty() || is_liquidity(own);
  const RecordSet wizards = super(counts ? model : model.with_context({{"default_journal_id", Value{}}}), values);
  keep_handling(wizards, values);
  return wizards;
}

Value action_create_payments(const RecordSet& self, const Arguments&) {
  self.ensure_one();
  if (self.env().since(Series::v18) && self.flag("is_register_payment_on_draft"))
    self.set("payment_difference_handling", "open");
  const RecordSet payments = register_payments(self);
  const RecordSet lines = self["line_ids"];
  const bool hidden =
      is_of_siblings(lines) && !self.env().companies().contains(root_of(lines["company_id"].at(0)).id());
  if (hidden || self.env().context("dont_redirect_to_payments")) return true;
  return open_records(payments, "Payments");
}

Value action_open_untrusted_bank_accounts(const RecordSet& self, const Arguments&) {
  const RecordSet banks = self.ensure_one()["untrusted_bank_ids"];
  Dict action{{"type", "ir.actions.act_window"}, {"res_model", "res.partner.bank"}};
  if (banks.size() == 1)
    action.update({{"view_mode", "form"}, {"res_id", banks.id()}});
  else
    action.set("domain", List{List{"id", "in", Value(banks.ids())}});
  return action;
}

}  // namespace

Behaviour account_payment_register() {
  return {
      .model = "account.payment.register",
      .defaults = {{"line_ids", default_lines}, {"payment_date", today}, {"writeoff_label", write_off_label}},
      .computes = payment_register_computes(),
      .methods = {{"action_create_payments", "", action_create_payments},
                  {"action_open_untrusted_bank_accounts", "", action_open_untrusted_bank_accounts}},
      .create = create,
  };
}

}  // namespace paridoo::addons::account
