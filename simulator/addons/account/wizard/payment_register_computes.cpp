#include <cmath>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/journal.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/payment.h"
#include "simulator/addons/account/window_action.h"
#include "simulator/addons/account/wizard/payment_batches.h"
#include "simulator/addons/account/wizard/payment_register_parts.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// Several batches are paid as they are: nothing of them can be changed.
void compute_from_lines(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const std::vector<PaymentBatch> batches = payment_batches(wizard);
    const PaymentBatch& first = batches.at(0);
    const bool one = batches.size() == 1;
    const Money amount = one ? source_amount(first) : Money{};
    wizard.set("company_id", paying_company(one ? first.lines : lines_of(wizard, batches)));
    wizard.set("partner_id", one ? first.partner : first.partner.none());
    wizard.set("partner_type", one ? Value(first.partner_type) : Value(false));
    wizard.set("payment_type", first.payment_type);
    wizard.set("source_currency_id", one ? first.currency : first.currency.none());
    wizard.set("source_amount", amount.company);
    wizard.set("source_amount_currency", amount.currency);
    wizard.set("can_edit_wizard", one);
  }
}

bool has_several_lines(const PaymentBatch& batch) { return batch.lines.size() != 1; }

void compute_can_group_payments(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const std::vector<PaymentBatch> batches = payment_batches(wizard);
    bool can = false;
    for (const PaymentBatch& batch : batches) can = can || has_several_lines(batch);
    const RecordSet moves = batches.at(0).lines["move_id"];
    if (self.env().since(Series::v18) && batches.size() == 1 && moves.size() == 1 && is_invoice(moves)) can = false;
    wizard.set("can_group_payments", can);
  }
}

void compute_group_payment(const RecordSet& self) {
  for (const RecordSet& wizard : self)
    wizard.set("group_payment",
               wizard.flag("can_edit_wizard") && payment_batches(wizard).at(0).lines["move_id"].size() == 1);
}

void compute_communication(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    if (!self.env().since(Series::v18)) {
      const bool one = wizard.flag("can_edit_wizard");
      wizard.set("communication",
                 one ? Value(communication_of(wizard, payment_batches(wizard).at(0).lines)) : Value(false));
      continue;
    }
    // A batch takes its number once: what it depends on is computed before.
    wizard.value("amount");
    const bool whole = wizard.flag("can_edit_wizard") && wizard.text("installments_mode") == "full";
    const RecordSet lines = whole || wizard.number("custom_user_amount") != 0
                                ? wizard["line_ids"]
                                : amounts_to_pay(wizard, payment_batches(wizard)).lines;
    const std::string communication = communication_of(wizard, lines);
    wizard.set("communication", communication.empty() ? Value(false) : Value(communication));
  }
}

void compute_currency(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet of_journal = wizard["journal_id"]["currency_id"];
    const RecordSet of_source = wizard["source_currency_id"];
    wizard.set("currency_id", of_journal ? of_journal : of_source ? of_source : wizard["company_id"]["currency_id"]);
  }
}

void compute_available_journals(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    RecordSet journals = self.env()["account.journal"];
    for (const PaymentBatch& batch : payment_batches(wizard)) journals |= available_journals(batch);
    wizard.set("available_journal_ids", Value(journals.ids()));
  }
}

RecordSet preferred_method(const RecordSet& wizard) {
  if (!wizard.env().since(Series::v18)) return wizard.env()["account.payment.method.line"];
  const RecordSet methods = wizard["line_ids"]["move_id"]["preferred_payment_method_line_id"];
  return methods.size() == 1 ? methods : methods.none();
}

RecordSet journal_of(const RecordSet& wizard) {
  if (const RecordSet preferred = preferred_method(wizard)) return preferred["journal_id"];
  if (wizard.flag("can_edit_wizard")) return batch_journal(wizard, payment_batches(wizard).at(0));
  const Domain available =
      of_company(wizard["company_id"]) & term("id", "in", Value(wizard["available_journal_ids"].ids()));
  return wizard.env()["account.journal"].search(available, {.limit = 1});
}

void compute_journal(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet own = wizard["journal_id"];
    const bool fits = own && wizard["available_journal_ids"].contains(own.id());
    wizard.set("journal_id", fits ? own : journal_of(wizard));
  }
}

void compute_available_banks(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const bool one = wizard.flag("can_edit_wizard");
    wizard.set("available_partner_bank_ids",
               Value(one ? available_banks(payment_batches(wizard).at(0), wizard["journal_id"]).ids() : Ids{}));
  }
}

void compute_bank(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet banks = self.env()["res.partner.bank"];
    wizard.set("partner_bank_id", wizard.flag("can_edit_wizard")
                                      ? batch_bank(payment_batches(wizard).at(0), wizard["journal_id"])
                                      : banks);
  }
}

RecordSet available_methods(const RecordSet& wizard) {
  const RecordSet journal = wizard["journal_id"];
  return journal ? payment_method_lines(journal, wizard.text("payment_type"))
                 : wizard.env()["account.payment.method.line"];
}

void compute_available_methods(const RecordSet& self) {
  for (const RecordSet& wizard : self)
    wizard.set("available_payment_method_line_ids", Value(available_methods(wizard).ids()));
}

void compute_method(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet available = available_methods(wizard);
    const RecordSet own = wizard["payment_method_line_id"];
    const RecordSet preferred = preferred_method(wizard);
    if (own && available.contains(own.id()))
      wizard.set("payment_method_line_id", own);
    else
      wizard.set("payment_method_line_id",
                 preferred && available.contains(preferred.id()) ? preferred : available.first());
  }
}

// Only methods of other modules need a bank account, or have QR codes.
void compute_shown_banks(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const bool cash = wizard["journal_id"].text("type") == "cash";
    wizard.set("show_partner_bank_account", !cash && wizard["payment_method_line_id"].text("code") == "manual");
    wizard.set("require_partner_bank_account", false);
  }
}

void compute_qr_code(const RecordSet& self) {
  for (const RecordSet& wizard : self) wizard.set("qr_code", false);
}

void compute_trust(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    std::size_t payments = 0, untrusted = 0;
    RecordSet banks = self.env()["res.partner.bank"];
    for (const PaymentBatch& batch : payment_batches(wizard)) {
      const std::size_t own = wizard.flag("group_payment") ? 1 : batch.lines.size();
      payments += own;
      if (!wizard.flag("require_partner_bank_account")) continue;
      const RecordSet bank = batch_bank(batch, wizard["journal_id"]);
      if (bank.empty() || bank.flag("allow_out_payment")) continue;
      untrusted += own;
      banks |= bank;
    }
    wizard.set("total_payments_amount", payments);
    wizard.set("untrusted_payments_count", untrusted);
    wizard.set("untrusted_bank_ids", Value(banks.ids()));
  }
}

void compute_partners_without_bank(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    RecordSet missing = self.env()["res.partner"];
    if (wizard.flag("require_partner_bank_account"))
      for (const PaymentBatch& batch : payment_batches(wizard))
        if (batch_bank(batch, wizard["journal_id"]).empty()) missing |= batch.lines["partner_id"];
    wizard.set("missing_account_partners", Value(missing.ids()));
  }
}

bool can_compute(const RecordSet& wizard) {
  return wizard["journal_id"] && wizard["currency_id"] && wizard.day("payment_date");
}

void compute_amount(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const bool kept = !can_compute(wizard) || wizard.number("custom_user_amount") != 0;
    wizard.set("amount", kept ? wizard.number("amount") : amounts_to_pay(wizard, payment_batches(wizard)).by_default);
  }
}

Value text_of(std::optional<Due> mode) {
  if (!mode) return false;
  return *mode == Due::next ? "next" : *mode == Due::overdue ? "overdue" : "before_date";
}

void compute_installments_mode(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet currency = wizard["currency_id"];
    if (wizard["journal_id"].empty() || currency.empty()) continue;
    const AmountsToPay amounts = amounts_to_pay(wizard, payment_batches(wizard));
    const double amount = wizard.number("amount");
    const bool full = base::currency_compare(currency, amount, amounts.full) == 0 ||
                      base::currency_compare(currency, amount, amounts.by_default) != 0;
    wizard.set("installments_mode", full ? Value("full") : text_of(amounts.mode));
  }
}

bool is_partial_mode(const std::string& mode) { return mode == "overdue" || mode == "next" || mode == "before_date"; }

// What else could be paid: the whole, or the installments that are due.
double other_amount(const RecordSet& wizard, const AmountsToPay& amounts) {
  const std::string mode = wizard.text("installments_mode");
  if (is_partial_mode(mode)) return amounts.full;
  const RecordSet currency = wizard["currency_id"];
  const bool nothing_else =
      mode != "full" || (base::currency_is_zero(currency, amounts.full - wizard.number("amount")) &&
                         base::currency_is_zero(currency, amounts.full - amounts.by_default));
  return nothing_else ? 0.0 : amounts.by_default;
}

std::string switch_html(const RecordSet& wizard, bool has_other) {
  const std::string mode = wizard.text("installments_mode");
  const std::string button = "<span class=\"installments_switch_button btn btn-link p-0 align-baseline\">";
  if (is_partial_mode(mode))
    return "Not everything is paid.<br/>The " + button + "full amount</span> can be paid instead.";
  return has_other ? "Everything is paid.<br/>Paying in " + button + "installments</span> is possible." : "";
}

void compute_installments_switch(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const bool known = wizard["journal_id"] && wizard["currency_id"];
    const double other = known ? other_amount(wizard, amounts_to_pay(wizard, payment_batches(wizard))) : 0.0;
    wizard.set("installments_switch_amount", other);
    const bool shown = known && wizard.number("custom_user_amount") == 0;
    wizard.set("installments_switch_html", shown ? Value(switch_html(wizard, other != 0)) : Value(false));
  }
}

void compute_early_discount_mode(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    bool mode = false;
    if (can_compute(wizard)) {
      const AmountsToPay amounts = amounts_to_pay(wizard, payment_batches(wizard));
      const RecordSet currency = wizard["currency_id"];
      const double amount = wizard.number("amount");
      mode = amounts.has_early_discount && (base::currency_compare(currency, amount, amounts.by_default) == 0 ||
                                            base::currency_compare(currency, amount, amounts.full) == 0);
    }
    wizard.set("early_payment_discount_mode", mode);
  }
}

void compute_hidden_write_off(const RecordSet& self) {
  for (const RecordSet& wizard : self) wizard.set("hide_writeoff_section", wizard.flag("early_payment_discount_mode"));
}

void compute_difference(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    double difference = 0;
    if (wizard.day("payment_date")) {
      const AmountsToPay amounts = amounts_to_pay(wizard, payment_batches(wizard));
      const bool full = wizard.text("installments_mode") == "full";
      difference = (full ? amounts.full_for_difference : amounts.for_difference) - wizard.number("amount");
    }
    wizard.set("payment_difference", difference);
  }
}

FullAmount full_amount(const RecordSet& wizard, bool discount) {
  return full_amount_17(wizard, payment_batches(wizard).at(0).lines, discount);
}

void compute_amount_17(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const bool one = wizard.flag("can_edit_wizard") && wizard["source_currency_id"];
    if (!can_compute(wizard))
      wizard.set("amount", wizard.number("amount"));
    else
      wizard.set("amount", one ? full_amount(wizard, true).amount : 0.0);
  }
}

void compute_early_discount_mode_17(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    bool mode = false;
    if (can_compute(wizard) && wizard.flag("can_edit_wizard")) {
      const FullAmount full = full_amount(wizard, true);
      const bool whole = base::currency_compare(wizard["currency_id"], wizard.number("amount"), full.amount) == 0;
      mode = whole && full.is_discounted;
    }
    wizard.set("early_payment_discount_mode", mode);
  }
}

void compute_difference_17(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const bool one = wizard.flag("can_edit_wizard") && wizard.day("payment_date");
    wizard.set("payment_difference", one ? full_amount(wizard, false).amount - wizard.number("amount") : 0.0);
  }
}

void compute_difference_handling(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const Value handling = wizard.flag("early_payment_discount_mode") ? "reconcile" : "open";
    wizard.set("payment_difference_handling", wizard.flag("can_edit_wizard") ? handling : Value(false));
  }
}

void compute_write_off_is_exchange(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet company = wizard["company_id"];
    const RecordSet account = wizard["writeoff_account_id"];
    const bool of_exchange = account && (account == company["expense_currency_exchange_account_id"] ||
                                         account == company["income_currency_exchange_account_id"]);
    wizard.set("writeoff_is_exchange_account",
               of_exchange && wizard.flag("can_edit_wizard") && wizard["currency_id"] != wizard["source_currency_id"]);
  }
}

void compute_shown_difference(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const bool one =
        wizard.flag("can_edit_wizard") && (!wizard.flag("can_group_payments") || wizard.flag("group_payment"));
    wizard.set("show_payment_difference", one && wizard.number("payment_difference") != 0 &&
                                              !wizard.flag("early_payment_discount_mode") &&
                                              !wizard["payment_method_line_id"]["payment_account_id"].empty());
  }
}

void compute_on_draft(const RecordSet& self) {
  for (const RecordSet& wizard : self)
    wizard.set("is_register_payment_on_draft", !wizard["line_ids"].where("parent_state", "=", "draft").empty());
}

void compute_duplicates(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet payments = self.env()["account.payment"];
    const bool asked = wizard.flag("can_edit_wizard") && wizard["partner_id"] && wizard.number("amount") != 0;
    const Domain twins = payments_like({.company = wizard["company_id"],
                                        .partner = wizard["partner_id"],
                                        .date = wizard.text("payment_date"),
                                        .payment_type = wizard.text("payment_type"),
                                        .amount = wizard.number("amount")});
    // Payments are never "posted": only drafts can be meant.
    wizard.set("duplicate_payment_ids",
               Value(asked ? payments.search(twins & term("state", "=", "draft")).ids() : Ids{}));
  }
}

void compute_errors(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    Dict errors;
    const bool by_match = self.env().since(Series::v19);
    const RecordSet moves = wizard["line_ids"]["move_id"];
    const RecordSet payments =
        moves[by_match ? "reconciled_payment_ids" : "matched_payment_ids"].where("state", "=", "in_process");
    if (payments)
      errors.set("unpaid_matched_payments", Dict{{"message", "Payments of this are under way. Do not pay twice."},
                                                 {"action_text", "Look at them"},
                                                 {"action", open_records(payments, "Payments")},
                                                 {"level", "danger"}});
    wizard.set("actionable_errors", std::move(errors));
  }
}

}  // namespace

std::vector<Compute> payment_register_computes() {
  constexpr In until_17{.until = Series::v17};
  constexpr In since_18{.since = Series::v18};
  return {
      {{"company_id", "partner_id", "partner_type", "payment_type", "source_currency_id", "source_amount",
        "source_amount_currency", "can_edit_wizard"},
       compute_from_lines},
      {{"can_group_payments"}, compute_can_group_payments},
      {{"group_payment"}, compute_group_payment},
      {{"communication"}, compute_communication},
      {{"currency_id"}, compute_currency},
      {{"available_journal_ids"}, compute_available_journals},
      {{"journal_id"}, compute_journal},
      {{"available_partner_bank_ids"}, compute_available_banks},
      {{"partner_bank_id"}, compute_bank},
      {{"available_payment_method_line_ids"}, compute_available_methods},
      {{"payment_method_line_id"}, compute_method},
      {{"show_partner_bank_account", "require_partner_bank_account"}, compute_shown_banks},
      {{"qr_code"}, compute_qr_code, since_18},
      {{"total_payments_amount", "untrusted_payments_count", "untrusted_bank_ids"}, compute_trust},
      {{"missing_account_partners"}, compute_partners_without_bank, since_18},
      {{"amount"}, compute_amount, since_18},
      {{"amount"}, compute_amount_17, until_17},
      {{"installments_mode"}, compute_installments_mode, since_18},
      {{"installments_switch_amount", "installments_switch_html"}, compute_installments_switch, since_18},
      {{"early_payment_discount_mode"}, compute_early_discount_mode, since_18},
      {{"early_payment_discount_mode"}, compute_early_discount_mode_17, until_17},
      {{"hide_writeoff_section"}, compute_hidden_write_off},
      {{"payment_difference"}, compute_difference, since_18},
      {{"payment_difference"}, compute_difference_17, until_17},
      {{"payment_difference_handling"}, compute_difference_handling},
      {{"writeoff_is_exchange_account"}, compute_write_off_is_exchange},
      {{"show_payment_difference"}, compute_shown_difference, since_18},
      {{"is_register_payment_on_draft"}, compute_on_draft, since_18},
      {{"duplicate_payment_ids"}, compute_duplicates, since_18},
      {{"actionable_errors"}, compute_errors, since_18},
  };
}

}  // namespace paridoo::addons::account
