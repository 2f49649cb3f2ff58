#include <algorithm>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/journal.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/payment.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

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
    payment.set("display_name", name.empty() ? "Draft Payment" : name);
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
      journal = journals.search(of_company(company) & term("type", "in", List{"bank", "cash", "credit"}), {.limit = 1});
    payment.set("journal_id", journal);
  }
}

void compute_payment_company(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet own = payment["company_id"];
    const RecordSet owner = payment["journal_id"]["company_id"];
    const bool fits = own && owner && with_parents(own).contains(owner.id());
    payment.set("company_id", fits ? own : owner ? owner : self.env().company());
  }
}

void compute_payment_currency(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet journal = payment["journal_id"];
    const RecordSet currency = journal["currency_id"];
    payment.set("currency_id", currency ? currency : journal["company_id"]["currency_id"]);
  }
}

// Nobody pays himself.
void compute_payment_partner(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet partner = payment["partner_id"];
    const bool own = partner && partner == payment["journal_id"]["company_id"]["partner_id"];
    payment.set("partner_id", own ? partner.none() : partner);
  }
}

void compute_available_methods(const RecordSet& self) {
  for (const RecordSet& payment : self)
    payment.set("available_payment_method_line_ids",
                Value(payment_method_lines(payment["journal_id"], payment.text("payment_type")).ids()));
}

void compute_method(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet available = payment_method_lines(payment["journal_id"], payment.text("payment_type"));
    const std::string type = payment.text("payment_type");
    const RecordSet preferred = payment["partner_id"][type == "inbound" ? "property_inbound_payment_method_line_id"
                                                                        : "property_outbound_payment_method_line_id"];
    const RecordSet own = payment["payment_method_line_id"];
    if (preferred && available.contains(preferred.id()))
      payment.set("payment_method_line_id", preferred);
    else
      payment.set("payment_method_line_id", own && available.contains(own.id()) ? own : available.first());
  }
}

void compute_outstanding_account(const RecordSet& self) {
  for (const RecordSet& payment : self)
    payment.set("outstanding_account_id", payment["payment_method_line_id"]["payment_account_id"]);
}

RecordSet first_account(const RecordSet& company, const char* type) {
  const Domain domain =
      of_company(company, "company_ids") & term("account_type", "=", type) & term("deprecated", "=", false);
  return company.env()["account.account"].with_company(company).search(domain, {.limit = 1});
}

void compute_destination_account(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const bool customer = payment.text("partner_type") == "customer";
    const RecordSet company = payment["company_id"];
    const RecordSet partner = payment["partner_id"].with_company(company);
    payment.set("destination_account_id",
                partner ? partner[customer ? "property_account_receivable_id" : "property_account_payable_id"]
                        : first_account(company, customer ? "asset_receivable" : "liability_payable"));
  }
}

bool all_paid(const RecordSet& invoices) { return invoices && invoices.where("payment_state", "!=", "paid").empty(); }

void compute_state(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    std::string state = payment.text("state");
    if (state.empty()) state = "draft";
    if (payment["move_id"] && (state == "paid" || state == "in_process")) {
      const RecordSet liquidity = payment_lines(payment).liquidity;
      const bool open = !base::currency_is_zero(payment["company_id"]["currency_id"], liquidity.sum("amount_residual"));
      state = open && liquidity["account_id"].filtered("reconcile") ? "in_process" : "paid";
    }
    if (state == "in_process" && all_paid(payment["invoice_ids"])) state = "paid";
    payment.set("state", state);
  }
}

struct Status {
  bool is_reconciled = false, is_matched = false;
};

Status status_of(const RecordSet& payment) {
  const RecordSet currency = payment["currency_id"];
  if (payment["outstanding_account_id"].empty()) return {false, payment.text("state") == "paid"};
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
    const RecordSet own = payment["partner_bank_id"];
    payment.set("partner_bank_id", own && available.contains(own.id()) ? own : available.first());
  }
}

void compute_available_journals(const RecordSet& self) {
  const RecordSet journals = self.env()["account.journal"].search(of_company(self.env().company()) &
                                                                  term("type", "in", List{"bank", "cash", "credit"}));
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
    payment.set("payment_receipt_title", "Payment Receipt");
  }
}

RecordSet matched_documents(const RecordSet& payment) {
  RecordSet documents = payment["invoice_ids"];
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
    const RecordSet bills = documents - invoices;
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
    const Domain twins = term("id", "!=", payment.id()) & term("partner_id", "=", payment["partner_id"].id()) &
                         term("company_id", "=", payment["company_id"].id()) & term("date", "=", payment.text("date")) &
                         term("payment_type", "=", payment.text("payment_type")) &
                         term("amount", "=", payment.number("amount")) &
                         term("state", "in", List{"draft", "in_process"});
    payment.set("duplicate_payment_ids", Value(asked ? self.none().search(twins).ids() : Ids{}));
  }
}

void check_method(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet method = payment["payment_method_line_id"];
    if (method.empty()) throw validation_error("A payment needs a payment method.");
    if (method["journal_id"] && method["journal_id"] != payment["journal_id"])
      throw validation_error("The payment method is not one of the journal.");
  }
}

void check_entry(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const std::string state = payment.text("state");
    if (state != "draft" && state != "canceled" && payment["move_id"].empty() && payment["outstanding_account_id"])
      throw validation_error("A payment with an outstanding account cannot be confirmed without an entry.");
  }
}

void check_amount(const RecordSet& self) {
  for (const RecordSet& payment : self)
    if (payment.number("amount") < 0) throw validation_error("The payment amount cannot be negative.");
}

// Where bank statements are not matched, payments wait on an account of the company's chart.
RecordSet chart_outstanding_account(const RecordSet& payment) {
  const bool inbound = payment.text("payment_type") == "inbound";
  const RecordSet company = root_of(payment["company_id"]);
  const std::string xmlid = "account." + std::to_string(company.id()) + "_account_journal_payment_" +
                            (inbound ? "debit" : "credit") + "_account_id";
  if (const auto found = payment.env().find_ref(xmlid); found && found->exists()) return *found;
  const RecordSet transfer = payment["company_id"]["transfer_account_id"];
  if (transfer.empty()) throw user_error("The company has no outstanding account for payments.");
  return transfer;
}

struct EntryAsked {
  bool asked = false;
  PaymentEntryOptions options = {};
};

Value taken(Dict& values, std::string_view name) {
  Value value = values.get(name);
  values.erase(name);
  return value;
}

EntryAsked take_entry(Dict& values) {
  EntryAsked entry;
  const Value write_off = taken(values, "write_off_line_vals");
  const Value balance = taken(values, "force_balance");
  const Value lines = taken(values, "line_ids");
  entry.asked = !write_off.is_none() || !balance.is_none() || !lines.is_none();
  if (write_off.is_list())
    for (const Value& line : write_off.list()) entry.options.write_off.push_back(line.dict());
  if (balance.is_number()) entry.options.balance = balance.number();
  if (lines.is_list()) entry.options.lines = lines.list();
  return entry;
}

bool is_accounting_installed(const Env& env) {
  return env["account.move"].call("_get_invoice_in_payment_state") == Value("in_payment");
}

RecordSet create_payments(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  std::vector<EntryAsked> entries;
  for (Dict& own : values) entries.push_back(take_entry(own));
  const RecordSet payments = super(std::move(values));
  const bool matches_statements = is_accounting_installed(model.env());
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const RecordSet payment = payments.at(at);
    if (!matches_statements && payment["outstanding_account_id"].empty())
      payment.write({{"outstanding_account_id", chart_outstanding_account(payment)}});
    if (entries[at].asked) generate_entries(payment, entries[at].options);
  }
  return payments;
}

void write_payments(const RecordSet& self, Dict values, const WriteSuper& super) {
  const Value& state = values.get("state");
  if ((state == Value("in_process") || state == Value("paid")) && !values.get("move_id")) {
    generate_entries(self);
    if (const RecordSet drafts = self["move_id"].where("state", "=", "draft")) drafts.call("action_post");
  }
  super(self, values);
  synchronise_entries(self, values);
}

void unlink_payments(const RecordSet& self, const UnlinkSuper& super) {
  const RecordSet moves = self["move_id"];
  if (const RecordSet posted = moves.where("state", "!=", "draft")) posted.call("button_draft");
  const RecordSet invoices = self["invoice_ids"];
  super(self);
  if (moves) moves.unlink();
  compute_now(invoices.exists(), {"payment_state"}, compute_payment_state);
}

std::vector<Dict> copy_payment_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  for (std::size_t at = 0; at < copies.size(); ++at)
    for (const char* field : {"journal_id", "payment_method_line_id"})
      if (!copies[at].contains(field)) copies[at].set(field, self.at(at)[field]);
  return copies;
}

Value action_post_payments(const RecordSet& self, const Arguments&) {
  const RecordSet direct = self.filtered(
      [](const RecordSet& payment) { return payment["outstanding_account_id"].text("account_type") == "asset_cash"; });
  if (direct) direct.write({{"state", "paid"}});
  const RecordSet others = self.filtered([](const RecordSet& payment) {
    const std::string state = payment.text("state");
    return state.empty() || state == "draft" || state == "in_process";
  });
  if (others) others.write({{"state", "in_process"}});
  return {};
}

Value action_validate(const RecordSet& self, const Arguments&) {
  self.write({{"state", "paid"}});
  return {};
}

Value action_reject(const RecordSet& self, const Arguments&) {
  self.write({{"state", "rejected"}});
  return {};
}

Value action_cancel(const RecordSet& self, const Arguments&) {
  self.write({{"state", "canceled"}});
  const RecordSet moves = self["move_id"];
  const RecordSet drafts = moves.where("state", "=", "draft");
  if (const RecordSet others = moves - drafts) others.call("button_cancel");
  if (drafts) drafts.unlink();
  return {};
}

Value action_draft(const RecordSet& self, const Arguments&) {
  self.write({{"state", "draft"}});
  if (const RecordSet moves = self["move_id"]) moves.call("button_draft");
  return {};
}

Value mark_as_sent(const RecordSet& self, const Arguments&) {
  self.write({{"is_sent", true}});
  return {};
}

Value unmark_as_sent(const RecordSet& self, const Arguments&) {
  self.write({{"is_sent", false}});
  return {};
}

Dict open_records(const RecordSet& records, const char* name) {
  Dict action{{"name", name}, {"type", "ir.actions.act_window"}, {"res_model", records.model().name}};
  if (records.size() == 1)
    action.update({{"view_mode", "form"}, {"res_id", records.id()}});
  else
    action.update({{"view_mode", "list,form"}, {"domain", List{List{"id", "in", Value(records.ids())}}}});
  action.set("context", Dict{{"create", false}});
  return action;
}

Value button_open_invoices(const RecordSet& self, const Arguments&) {
  return open_records(self.ensure_one()["invoice_ids"] | self["reconciled_invoice_ids"], "Paid Invoices");
}

Value button_open_bills(const RecordSet& self, const Arguments&) {
  return open_records(self.ensure_one()["reconciled_bill_ids"], "Paid Bills");
}

Value button_open_journal_entry(const RecordSet& self, const Arguments&) {
  return open_records(self.ensure_one()["move_id"], "Journal Entry");
}

std::vector<Compute> computes() {
  return {
      {{"name"}, compute_payment_name},
      {{"display_name"}, compute_payment_display_name},
      {{"journal_id"}, compute_payment_journal},
      {{"company_id"}, compute_payment_company},
      {{"currency_id"}, compute_payment_currency},
      {{"partner_id"}, compute_payment_partner},
      {{"available_payment_method_line_ids"}, compute_available_methods},
      {{"payment_method_line_id"}, compute_method},
      {{"outstanding_account_id"}, compute_outstanding_account},
      {{"destination_account_id"}, compute_destination_account},
      {{"state"}, compute_state},
      {{"is_reconciled", "is_matched"}, compute_status},
      {{"amount_signed"}, compute_amount_signed},
      {{"amount_company_currency_signed"}, compute_company_amount},
      {{"available_partner_bank_ids"}, compute_available_banks},
      {{"partner_bank_id"}, compute_bank},
      {{"available_journal_ids"}, compute_available_journals},
      {{"show_partner_bank_account", "require_partner_bank_account", "payment_receipt_title"},
       compute_shown_flags_of_payment},
      {{"reconciled_invoice_ids", "reconciled_invoices_count", "reconciled_invoices_type", "reconciled_bill_ids",
        "reconciled_bills_count", "reconciled_statement_line_ids", "reconciled_statement_lines_count"},
       compute_reconciled},
      {{"duplicate_payment_ids"}, compute_duplicate_payments},
  };
}

}  // namespace

Behaviour account_payment() {
  return {
      .model = "account.payment",
      .computes = computes(),
      .constraints = {{check_method, {"payment_method_line_id"}},
                      {check_entry, {"state", "move_id"}},
                      {check_amount, {"amount"}}},
      .methods = {{"action_post", "", action_post_payments},
                  {"action_validate", "", action_validate},
                  {"action_reject", "", action_reject},
                  {"action_cancel", "", action_cancel},
                  {"action_draft", "", action_draft},
                  {"mark_as_sent", "", mark_as_sent},
                  {"unmark_as_sent", "", unmark_as_sent},
                  {"button_open_invoices", "", button_open_invoices},
                  {"button_open_bills", "", button_open_bills},
                  {"button_open_journal_entry", "", button_open_journal_entry}},
      .create = create_payments,
      .write = write_payments,
      .unlink = unlink_payments,
      .copy_data = copy_payment_data,
  };
}

}  // namespace paridoo::addons::account
