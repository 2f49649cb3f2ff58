#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_payment_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/payment.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/account/window_action.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

void check_payment_method(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const RecordSet method = payment["payment_method_line_id"];
    if (method.empty()) throw validation_error("A payment needs a payment method.");
    if (method["journal_id"] && method["journal_id"] != payment["journal_id"])
      throw validation_error("The payment method is not one of the journal.");
  }
}

namespace {

void check_entry(const RecordSet& self) {
  for (const RecordSet& payment : self) {
    const std::string state = payment.text("state");
    if (state != "draft" && state != "canceled" && payment["move_id"].empty() && payment["outstanding_account_id"])
      throw validation_error("A payment with an outstanding account cannot be confirmed without an entry.");
  }
}

}  // namespace

void check_payment_amount(const RecordSet& self) {
  for (const RecordSet& payment : self)
    if (payment.number("amount") < 0) throw validation_error("The payment amount cannot be negative.");
}

namespace {

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

// Who names companies that are not theirs gets an AccessError, before anything is computed from those.
void check_named_companies(const Env& env) { env.companies(); }

RecordSet create_payments(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  check_named_companies(model.env());
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

// The entry goes first: a payment that is under way may not be without it, so only drafts and cancelled ones go.
void unlink_payments(const RecordSet& self, const UnlinkSuper& super) {
  const RecordSet moves = self["move_id"];
  if (const RecordSet posted = moves.where("state", "!=", "draft")) posted.call("button_draft");
  const RecordSet invoices = self[self.env().since(Series::v19) ? "reconciled_invoice_ids" : "invoice_ids"];
  if (moves) moves.unlink();
  check_entry(self);
  super(self);
  compute_now(invoices.exists(), {"payment_state"}, compute_payment_state);
}

std::vector<Dict> copy_payment_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  for (std::size_t at = 0; at < copies.size(); ++at)
    for (const char* field : {"journal_id", "payment_method_line_id"})
      if (!copies[at].contains(field)) copies[at].set(field, self.at(at)[field]);
  return copies;
}

// The entry carries the memo on.
void inverse_memo(const RecordSet& self) {
  for (const RecordSet& payment : self)
    if (payment["move_id"]) payment["move_id"].write({{"ref", payment.value("memo")}});
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

Value button_open_invoices(const RecordSet& self, const Arguments&) {
  const RecordSet matched = self.ensure_one()["reconciled_invoice_ids"];
  return open_records(self.env().since(Series::v19) ? matched : self["invoice_ids"] | matched, "Paid Invoices");
}

Value button_open_bills(const RecordSet& self, const Arguments&) {
  return open_records(self.ensure_one()["reconciled_bill_ids"], "Paid Bills");
}

Value button_open_journal_entry(const RecordSet& self, const Arguments&) {
  return open_records(self.ensure_one()["move_id"], "Journal Entry");
}

}  // namespace

Behaviour account_payment() {
  return {
      .model = "account.payment",
      .in = {.since = Series::v18},
      .computes = payment_computes(),
      .inverses = {{"memo", inverse_memo, {.since = Series::v19}}},
      .constraints = {{check_payment_method, {"payment_method_line_id"}},
                      {check_entry, {"state", "move_id"}},
                      {check_payment_amount, {"amount"}}},
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
