#include <algorithm>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/journal.h"
#include "simulator/addons/account/models/account_payment_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/payment.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/sequence.h"

namespace paridoo::addons::account {

using namespace orm;

Domain payments_like(const PaymentTraits& traits) {
  return term("partner_id", "=", traits.partner.id()) & term("company_id", "=", traits.company.id()) &
         term("date", "=", traits.date) & term("payment_type", "=", traits.payment_type) &
         term("amount", "=", traits.amount);
}

namespace {

bool is_under_way(const RecordSet& payment) {
  const std::string state = payment.text("state");
  return state == "in_process" || state == "paid";
}

void compute_payment_name(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    std::string name = payment.text("name");
    const std::string number = payment["move_id"].text("name");
    const bool stale = name.empty() || (payment["move_id"] && name != number);
    if (stale && is_under_way(payment))
      name = !number.empty() && number != "/" ? number
                                              : base::next_by_code(payment.with_company(payment["company_id"]).env(),
                                                                   "account.payment", payment.day("date"));
    payment.set("name", name.empty() ? Value(false) : Value(name));
  }
}

void compute_payment_display_name(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const std::string name = payment.text("name");
    payment.set("display_name", name.empty() || name == "/" ? "Draft Payment" : name);
  }
}

RecordSet preferred_journal(const RecordSet& payment) {
  const std::string type = payment.text("payment_type");
  const RecordSet partner = payment["partner_id"].with_company(payment["company_id"]);
  if (type != "inbound" && type != "outbound") return payment["journal_id"].none();
  return partner["property_" + type + "_payment_method_line_id"]["journal_id"];
}

void compute_payment_journal(const RecordSet& self) {
  const RecordSet journals = self.env()["account.journal"];
  for (const RecordSet& payment : self) {
    RecordSet journal = payment["journal_id"];
    const RecordSet own = payment["company_id"];
    const RecordSet company = own ? own : self.env().company();
    if (journal.empty()) journal = preferred_journal(payment);
    if (journal.empty() || journal["company_id"] != company)
      journal =
          journals.search(of_company(company) & term("type", "in", liquidity_journal_types(self.env())), {.limit = 1});
    payment.set("journal_id", journal);
  }
}

void compute_payment_company(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet own = payment["company_id"];
    const RecordSet owner = payment["journal_id"]["company_id"];
    const bool fits = own && owner && with_parents(own).contains(owner.id());
    const RecordSet given = owner ? owner : self.env().company();
    payment.set("company_id", fits ? own : self.env().since(Series::v18) ? accessible_branch(given) : given);
  }
}

void compute_payment_currency(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet journal = payment["journal_id"];
    const RecordSet currency = journal["currency_id"];
    payment.set("currency_id", currency ? currency : journal["company_id"]["currency_id"]);
  }
}

// Money between journals of one company: 17.0 makes such payments in pairs.
bool is_internal_transfer(const RecordSet& payment) {
  return !payment.env().since(Series::v18) && payment.flag("is_internal_transfer");
}

// Nobody pays himself, but by a transfer.
void compute_payment_partner(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet partner = payment["partner_id"];
    const RecordSet self_partner = payment["journal_id"]["company_id"]["partner_id"];
    const bool own = partner && partner == self_partner;
    payment.set("partner_id", is_internal_transfer(payment) ? self_partner : own ? partner.none() : partner);
  }
}

void compute_internal_transfer(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet partner = payment["partner_id"];
    payment.set("is_internal_transfer", partner && partner == payment["journal_id"]["company_id"]["partner_id"] &&
                                            payment["destination_journal_id"]);
  }
}

void compute_available_methods(const RecordSet& self) {
  for (const RecordSet& payment : self)
    payment.set("available_payment_method_line_ids",
                Value(payment_method_lines(payment["journal_id"], payment.text("payment_type")).ids()));
}

RecordSet preferred_method(const RecordSet& payment, const std::string& type) {
  if (!payment.env().since(Series::v18)) return payment["payment_method_line_id"].none();
  return payment["partner_id"][type == "inbound" ? "property_inbound_payment_method_line_id"
                                                 : "property_outbound_payment_method_line_id"];
}

void compute_method(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet available = payment_method_lines(payment["journal_id"], payment.text("payment_type"));
    const std::string type = payment.text("payment_type");
    const RecordSet preferred = preferred_method(payment, type);
    const RecordSet own = payment["payment_method_line_id"];
    if (preferred && available.contains(preferred.id()))
      payment.set("payment_method_line_id", preferred);
    else
      payment.set("payment_method_line_id", own && available.contains(own.id()) ? own : available.first());
  }
}

// 17.0 falls back on the accounts of the company.
void compute_outstanding_account(const RecordSet& self) {
  const bool by_company = !self.env().since(Series::v18);
  for (const RecordSet& payment : self) {
    RecordSet account = payment["payment_method_line_id"]["payment_account_id"];
    const bool inbound = payment.text("payment_type") == "inbound";
    if (account.empty() && by_company)
      account = payment["journal_id"]["company_id"][inbound ? "account_journal_payment_debit_account_id"
                                                            : "account_journal_payment_credit_account_id"];
    payment.set("outstanding_account_id", account);
  }
}

RecordSet first_account(const RecordSet& company, const char* type) {
  const Domain domain = of_company(company, account_company_field(company.env())) & term("account_type", "=", type) &
                        usable_account(company.env());
  return company.env()["account.account"].with_company(company).search(domain, {.limit = 1});
}

void compute_destination_account(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const bool customer = payment.text("partner_type") == "customer";
    const RecordSet company = payment["company_id"];
    const RecordSet partner = payment["partner_id"].with_company(company);
    if (is_internal_transfer(payment)) {
      payment.set("destination_account_id", payment["destination_journal_id"]["company_id"]["transfer_account_id"]);
      continue;
    }
    payment.set("destination_account_id",
                partner ? partner[customer ? "property_account_receivable_id" : "property_account_payable_id"]
                        : first_account(company, customer ? "asset_receivable" : "liability_payable"));
  }
}

bool all_paid(const RecordSet& invoices) { return invoices && invoices.where("payment_state", "!=", "paid").empty(); }

}  // namespace

void compute_state_of_payments(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    std::string state = payment.text("state");
    if (state.empty()) state = "draft";
    if (payment["move_id"] && (state == "paid" || state == "in_process")) {
      const RecordSet liquidity = payment_lines(payment).liquidity;
      const bool open = !base::currency_is_zero(payment["company_id"]["currency_id"], liquidity.sum("amount_residual"));
      state = open && liquidity["account_id"].filtered("reconcile") ? "in_process" : "paid";
    }
    const bool by_match = self.env().since(Series::v19);
    if (state == "in_process" && all_paid(payment[by_match ? "reconciled_invoice_ids" : "invoice_ids"])) state = "paid";
    payment.set("state", state);
  }
}

namespace {

struct Status {
  bool is_reconciled = false, is_matched = false;
};

Status status_of(const RecordSet& payment) {
  const RecordSet currency = payment["currency_id"];
  const bool without_entry = payment.env().since(Series::v18) && payment["outstanding_account_id"].empty();
  if (without_entry) return {false, payment.text("state") == "paid"};
  if (currency.empty() || payment["move_id"].empty()) return {};
  if (base::currency_is_zero(currency, payment.number("amount"))) return {true, true};
  const PaymentLines lines = payment_lines(payment);
  const bool own = currency == payment["company_id"]["currency_id"];
  const char* residual = own ? "amount_residual" : "amount_residual_currency";
  const RecordSet bank = payment["journal_id"]["default_account_id"];
  const bool direct = bank && lines.liquidity["account_id"].contains(bank.id());
  const RecordSet matched = (lines.counterpart | lines.write_off).filtered([](const RecordSet& line) {
    return line["account_id"].flag("reconcile");
  });
  return {base::currency_is_zero(currency, matched.sum(residual)),
          direct || base::currency_is_zero(currency, lines.liquidity.sum(residual))};
}

void compute_status(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const Status status = status_of(payment);
    payment.set("is_reconciled", status.is_reconciled);
    payment.set("is_matched", status.is_matched);
  }
}

void compute_amount_signed(const RecordSet& self) {
  for (const RecordSet& payment : self)
    payment.set("amount_signed", (payment.text("payment_type") == "outbound" ? -1 : 1) * payment.number("amount"));
}

void compute_company_amount(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet company = payment["company_id"];
    const double amount = payment["move_id"] ? payment_lines(payment).liquidity.sum("balance")
                                             : base::convert(payment.number("amount_signed"), payment["currency_id"],
                                                             company["currency_id"], company, payment.day("date"));
    payment.set("amount_company_currency_signed", amount);
  }
}

RecordSet available_banks(const RecordSet& payment) {
  if (payment.text("payment_type") == "inbound") return payment["journal_id"]["bank_account_id"];
  if (is_internal_transfer(payment)) return payment["destination_journal_id"]["bank_account_id"];
  const RecordSet company = payment["company_id"];
  return payment["partner_id"]["bank_ids"].filtered(
      [&](const RecordSet& bank) { return bank["company_id"].empty() || bank["company_id"] == company; });
}

void compute_available_banks(const RecordSet& self) {
  for (const RecordSet& payment : self)
    payment.set("available_partner_bank_ids", Value(available_banks(payment).ids()));
}

void compute_bank(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet available = available_banks(payment);
    const RecordSet own = self.env().since(Series::v18) ? payment["partner_bank_id"] : available.none();
    payment.set("partner_bank_id", own && available.contains(own.id()) ? own : available.first());
  }
}

void compute_available_journals(const RecordSet& self) {
  const RecordSet journals = self.env()["account.journal"].search(
      of_company(self.env().company()) & term("type", "in", liquidity_journal_types(self.env())));
  for (const RecordSet& payment : self) {
    const bool inbound = payment.text("payment_type") == "inbound";
    payment.set(
        "available_journal_ids",
        Value(
            journals.filtered(inbound ? "inbound_payment_method_line_ids" : "outbound_payment_method_line_ids").ids()));
  }
}

void compute_shown_flags_of_payment(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const bool cash = payment["journal_id"].text("type") == "cash";
    payment.set("show_partner_bank_account", !cash && payment["payment_method_line_id"].text("code") == "manual");
    payment.set("require_partner_bank_account", false);
  }
}

void compute_receipt_title(const RecordSet& self) {
  for (const RecordSet& payment : self) payment.set("payment_receipt_title", "Payment Receipt");
}

RecordSet matched_documents(const RecordSet& payment) {
  RecordSet documents = payment.env()["account.move"];
  if (payment.env().since(Series::v18)) documents = payment["invoice_ids"];
  const RecordSet lines = receivable_payable_lines(payment["move_id"]);
  for (const RecordSet& line :
       lines["matched_debit_ids"]["debit_move_id"] | lines["matched_credit_ids"]["credit_move_id"])
    if (is_invoice(line["move_id"])) documents |= line["move_id"];
  return documents;
}

void compute_reconciled(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet documents = matched_documents(payment);
    const RecordSet invoices = documents.filtered([](const RecordSet& move) { return is_sale_document(move); });
    const RecordSet bills = documents.filtered([](const RecordSet& move) { return is_purchase_document(move); });
    const RecordSet liquidity = payment_lines(payment).liquidity;
    const RecordSet others =
        liquidity["matched_debit_ids"]["debit_move_id"] | liquidity["matched_credit_ids"]["credit_move_id"];
    const RecordSet statement_lines = others["move_id"]["statement_line_id"];
    const bool refunds = invoices && invoices.where("move_type", "!=", "out_refund").empty();
    payment.set("reconciled_invoice_ids", Value(invoices.ids()));
    payment.set("reconciled_invoices_count", invoices.size());
    payment.set("reconciled_invoices_type", refunds ? "credit_note" : "invoice");
    payment.set("reconciled_bill_ids", Value(bills.ids()));
    payment.set("reconciled_bills_count", bills.size());
    payment.set("reconciled_statement_line_ids", Value(statement_lines.ids()));
    payment.set("reconciled_statement_lines_count", statement_lines.size());
  }
}

void compute_duplicate_payments(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const bool asked = payment["partner_id"] && payment.number("amount") != 0 && payment.text("state") != "in_process";
    const Domain twins = payments_like({.company = payment["company_id"],
                                        .partner = payment["partner_id"],
                                        .date = payment.text("date"),
                                        .payment_type = payment.text("payment_type"),
                                        .amount = payment.number("amount")}) &
                         term("id", "!=", payment.id()) & term("state", "in", List{"draft", "in_process"});
    payment.set("duplicate_payment_ids", Value(asked ? self.none().search(twins).ids() : Ids{}));
  }
}

}  // namespace

std::vector<Compute> payment_computes() {
  constexpr In until_17{.until = Series::v17};
  constexpr In since_18{.since = Series::v18};
  return {
      {{"name"}, compute_payment_name, since_18},
      {{"display_name"}, compute_payment_display_name},
      {{"is_internal_transfer"}, compute_internal_transfer, until_17},
      {{"journal_id"}, compute_payment_journal, since_18},
      {{"company_id"}, compute_payment_company, since_18},
      {{"currency_id"}, compute_payment_currency},
      {{"partner_id"}, compute_payment_partner, {.until = Series::v18}},
      {{"available_payment_method_line_ids"}, compute_available_methods},
      {{"payment_method_line_id"}, compute_method},
      {{"outstanding_account_id"}, compute_outstanding_account},
      {{"destination_account_id"}, compute_destination_account},
      {{"state"}, compute_state_of_payments, since_18},
      {{"is_reconciled", "is_matched"}, compute_status},
      {{"amount_signed"}, compute_amount_signed},
      {{"amount_company_currency_signed"}, compute_company_amount},
      {{"available_partner_bank_ids"}, compute_available_banks},
      {{"partner_bank_id"}, compute_bank},
      {{"available_journal_ids"}, compute_available_journals},
      {{"show_partner_bank_account", "require_partner_bank_account"}, compute_shown_flags_of_payment},
      {{"payment_receipt_title"}, compute_receipt_title, since_18},
      {{"reconciled_invoice_ids", "reconciled_invoices_count", "reconciled_invoices_type", "reconciled_bill_ids",
        "reconciled_bills_count", "reconciled_statement_line_ids", "reconciled_statement_lines_count"},
       compute_reconciled},
      {{"duplicate_payment_ids"}, compute_duplicate_payments, since_18},
  };
}

}  // namespace paridoo::addons::account
