// account.payment as 17.0 has it: a payment is its journal entry (it inherits account.move), and each follows changes
// of the other.
#include <algorithm>
#include <cmath>

#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_naming.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_payment_parts.h"
#include "simulator/addons/account/payment.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/account/window_action.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr const char* following = "skip_account_move_synchronization";

Value taken(Dict& values, std::string_view name) {
  Value value = values.get(name);
  values.erase(name);
  return value;
}

PaymentEntryOptions take_options(Dict& values) {
  PaymentEntryOptions options;
  const Value write_off = taken(values, "write_off_line_vals");
  if (write_off.is_list())
    for (const Value& line : write_off.list()) options.write_off.push_back(line.dict());
  if (const Value balance = taken(values, "force_balance"); balance.is_number()) options.balance = balance.number();
  return options;
}

void complete(const RecordSet& model, Dict& values) {
  values.set("move_type", "entry");
  if (!values.contains("name")) values.set("name", false);
  if (!values.get("journal_id"))
    values.set("journal_id", default_journal(model.env()["account.move"], "entry", model.env().company(), 0, true));
}

// What both models keep in a field of the same name: the payment took it, the entry has to be told.
Dict shared_values(const RecordSet& payment, const Dict& values) {
  const RecordSet move = payment["move_id"];
  Dict shared;
  for (const Item& item : values) {
    const Field* own = payment.model().find(item.name);
    const Field* other = move.model().find(item.name);
    if (own && other && own->is_kept() && other->is_kept()) shared.set(item.name, item.value);
  }
  return shared;
}

void make_entry(const RecordSet& payment, const Dict& values, const PaymentEntryOptions& options) {
  const RecordSet move = payment["move_id"];
  Dict of_move = shared_values(payment, values);
  of_move.set("payment_id", payment.id());
  if (!values.contains("line_ids")) {
    List lines;
    for (Dict& line : payment_entry_lines(payment, options)) lines.push_back(command::create(std::move(line)));
    of_move.set("line_ids", std::move(lines));
  }
  // The number that it was given before it was known to be a payment's is another journal entry's.
  if (!values.get("name")) of_move.set("name", false);
  move.write(std::move(of_move));
  compute_now(move, {"name"}, compute_name);
}

RecordSet create_payments(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  std::vector<PaymentEntryOptions> options;
  for (Dict& own : values) {
    options.push_back(take_options(own));
    complete(model, own);
  }
  const RecordSet payments = super(values);
  for (std::size_t at = 0; at < values.size(); ++at) make_entry(payments.at(at), values[at], options[at]);
  return payments;
}

bool is_following(const Env& env) { return bool(env.context(following)); }

void write_payments(const RecordSet& self, Dict values, const WriteSuper& super) {
  super(self, values);
  if (!is_following(self.env())) synchronise_entries(self.with_context({{following, true}}), values);
}

void unlink_payments(const RecordSet& self, const UnlinkSuper& super) {
  const RecordSet moves = self.with_context({{"force_delete", true}})["move_id"];
  super(self);
  if (const RecordSet left = moves.exists()) left.unlink();
}

// The other half of a transfer between two journals.
void pair_transfer(const RecordSet& payment) {
  const bool outbound = payment.text("payment_type") == "outbound";
  const RecordSet paired = payment.copy({{"journal_id", payment["destination_journal_id"]},
                                         {"destination_journal_id", payment["journal_id"]},
                                         {"payment_type", outbound ? "inbound" : "outbound"},
                                         {"move_id", Value{}},
                                         {"ref", payment.value("ref")},
                                         {"paired_internal_transfer_payment_id", payment.id()},
                                         {"date", payment.text("date")}});
  post(paired["move_id"], false);
  payment.write({{"paired_internal_transfer_payment_id", paired.id()}});
  const RecordSet account = payment["destination_account_id"];
  const RecordSet both = payment["move_id"]["line_ids"] | paired["move_id"]["line_ids"];
  reconcile(
      both.filtered([&](const RecordSet& line) { return line["account_id"] == account && !line.flag("reconciled"); }));
}

Value action_post_payments(const RecordSet& self, const Arguments&) {
  post(self["move_id"], false);
  for (const RecordSet& payment : self)
    if (payment.flag("is_internal_transfer") && payment["paired_internal_transfer_payment_id"].empty())
      pair_transfer(payment);
  return {};
}

Value action_cancel(const RecordSet& self, const Arguments&) {
  self["move_id"].call("button_cancel");
  return {};
}

Value action_draft(const RecordSet& self, const Arguments&) {
  self["move_id"].call("button_draft");
  return {};
}

Value mark_as_sent(const RecordSet& self, const Arguments&) {
  self["move_id"].write({{"is_move_sent", true}});
  return {};
}

Value unmark_as_sent(const RecordSet& self, const Arguments&) {
  self["move_id"].write({{"is_move_sent", false}});
  return {};
}

Value button_open_invoices(const RecordSet& self, const Arguments&) {
  return open_records(self.ensure_one()["reconciled_invoice_ids"], "Paid Invoices");
}

Value button_open_bills(const RecordSet& self, const Arguments&) {
  return open_records(self.ensure_one()["reconciled_bill_ids"], "Paid Bills");
}

Value button_open_journal_entry(const RecordSet& self, const Arguments&) {
  return open_records(self.ensure_one()["move_id"], "Journal Entry");
}

// The entry of a new form is a payment's from the start: its journal is one of a bank.
Value onchange_payment(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const Value& values = arguments["values"];
  const bool says_something =
      values.is_dict() && std::ranges::any_of(values.dict(), [](const Item& item) { return bool(item.value); });
  return says_something || !self.empty() ? super() : super(self.with_context({{"is_payment", true}}));
}

}  // namespace

Behaviour account_payment_17() {
  return {
      .model = "account.payment",
      .in = {.until = Series::v17},
      .inherits = {{"account.move", "move_id"}},
      .computes = payment_computes(),
      .constraints = {{check_payment_method, {"payment_method_line_id"}}, {check_payment_amount, {"amount"}}},
      .methods = {{"onchange", "", onchange_payment},
                  {"action_post", "", action_post_payments},
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
  };
}

namespace {

void check_entry_of_payment(const RecordSet& move, const PaymentLines& lines) {
  const RecordSet all = move["line_ids"];
  if (lines.liquidity.size() != 1)
    throw user_error("The entry of a payment has one line on an outstanding account: " + move.display_name());
  if (lines.counterpart.size() != 1)
    throw user_error("The entry of a payment has one line on a receivable or payable account: " + move.display_name());
  if (all["currency_id"].size() > 1)
    throw user_error("The lines of a payment's entry are in one currency: " + move.display_name());
  for (const RecordSet& line : all)
    if (line["partner_id"] != all.at(0)["partner_id"])
      throw user_error("The lines of a payment's entry are of one partner: " + move.display_name());
}

void follow_lines(const RecordSet& payment, const RecordSet& move) {
  const PaymentLines lines = payment_lines(payment);
  check_entry_of_payment(move, lines);
  const double amount = lines.liquidity.number("amount_currency");
  const bool customer = lines.counterpart["account_id"].text("account_type") == "asset_receivable";
  const Dict both{{"currency_id", lines.liquidity["currency_id"]}, {"partner_id", lines.liquidity["partner_id"]}};
  Dict of_payment{{"amount", std::abs(amount)},
                  {"partner_type", customer ? "customer" : "supplier"},
                  {"destination_account_id", lines.counterpart["account_id"]}};
  of_payment.update(both);
  if (amount != 0) of_payment.set("payment_type", amount > 0 ? "inbound" : "outbound");
  write_changed(move, both);
  write_changed(payment, of_payment);
}

}  // namespace

void follow_entries(const RecordSet& moves, const Dict& changed) {
  const Env& env = moves.env();
  if (env.since(Series::v18) || is_following(env)) return;
  const RecordSet quiet = moves.sudo().with_context({{following, true}});
  for (const RecordSet& move : quiet) {
    const RecordSet payment = move["payment_id"];
    if (payment.empty() || move["statement_line_id"]) continue;
    const std::string type = move["journal_id"].text("type");
    if (changed.contains("journal_id") && type != "bank" && type != "cash")
      throw user_error("A payment belongs to a bank or cash journal.");
    if (changed.contains("line_ids")) follow_lines(payment, move);
  }
}

void follow_entry_lines(const RecordSet& moves) { follow_entries(moves, {{"line_ids", true}}); }

}  // namespace paridoo::addons::account
