#include <algorithm>
#include <cmath>

#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_payment_parts.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

void compute_max_date(const RecordSet& self) {
  for (const RecordSet& partial : self)
    partial.set("max_date", std::max(partial["debit_move_id"].text("date"), partial["credit_move_id"].text("date")));
}

// Differences belong to the company of the document.
void compute_partial_company(const RecordSet& self) {
  for (const RecordSet& partial : self) {
    const RecordSet debit = partial["debit_move_id"];
    const bool by_debit = is_invoice(debit["move_id"]);
    partial.set("company_id", (by_debit ? debit : partial["credit_move_id"])["company_id"]);
  }
}

// Payments without an entry of their own that these partials pay whole.
RecordSet paying(const RecordSet& partials, const char* state) {
  RecordSet payments = partials.env()["account.payment"];
  for (const RecordSet& partial : partials) {
    const RecordSet moves = partial["debit_move_id"]["move_id"] | partial["credit_move_id"]["move_id"];
    for (const RecordSet& payment : noted_payments(moves)) {
      if (payment["outstanding_account_id"] || payment.text("state") != state) continue;
      const bool inbound = payment.text("payment_type") == "inbound";
      const double amount =
          inbound ? partial.number("debit_amount_currency") : -partial.number("credit_amount_currency");
      if (base::currency_compare(payment["currency_id"], payment.number("amount_signed"), amount) != 0) continue;
      payments |= payment;
      break;
    }
  }
  return payments;
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet partials = super(std::move(values));
  if (const RecordSet payments = paying(partials, "in_process")) payments.write({{"state", "paid"}});
  update_matching_numbers(partials["debit_move_id"] | partials["credit_move_id"]);
  return partials;
}

}  // namespace

void reverse_generated(const RecordSet& generated) {
  const RecordSet drafts = generated.where("state", "=", "draft");
  if (drafts) drafts.unlink();
  const RecordSet moves = generated - drafts;
  if (moves.empty()) return;
  std::vector<Dict> defaults;
  for (const RecordSet& move : moves) {
    const Day day = move.day("date").value();
    const auto locks = violated_lock_dates(move, day, affects_tax_report(move));
    defaults.push_back(
        {{"date", format_day(accounting_date(move, day, locks))}, {"ref", "Reversal of: " + move.text("name")}});
  }
  reverse_moves(moves, std::move(defaults), true);
}

namespace {

// Since 19.0 payments follow the documents that they are meant for, whoever has paid those.
void follow_documents(const RecordSet& moves) {
  if (!moves.env().since(Series::v19)) return;
  const RecordSet payments = noted_payments(moves).where("state", "=", "paid");
  if (payments) compute_now(payments, {"state"}, compute_state_of_payments);
}

void unlink_partials(const RecordSet& self, const UnlinkSuper& super) {
  if (self.empty()) return;
  const RecordSet payments = paying(self, "paid");
  const RecordSet full = self["full_reconcile_id"];
  const RecordSet lines = self["debit_move_id"] | self["credit_move_id"];
  RecordSet moves = self.env()["account.move"].search(term("tax_cash_basis_rec_id", "in", Value(self.ids())));
  moves |= self["exchange_move_id"];
  super(self);
  if (full) full.unlink();
  reverse_generated(moves);
  update_matching_numbers(lines.exists());
  if (payments) payments.write({{"state", "in_process"}});
  follow_documents(lines.exists()["move_id"]);
}

}  // namespace

Behaviour account_partial_reconcile() {
  return {
      .model = "account.partial.reconcile",
      .computes = {{{"max_date"}, compute_max_date}, {{"company_id"}, compute_partial_company}},
      .create = create,
      .unlink = unlink_partials,
  };
}

namespace {

// The ids that commands of the kinds link and set name; the key must be there.
Ids take_linked(Dict& values, const char* key) {
  const Value* commands = values.find(key);
  if (!commands) throw Fault(FaultKind::key_error, key);
  Ids ids;
  for (const Value& command : commands->list()) {
    const std::int64_t code = command.list().at(0).integer();
    if (code != 4 && code != 6) throw value_error("Only links make a full reconciliation.");
    const Ids named = code == 4 ? Ids{command.list().at(1).integer()} : command.list().at(2).ids();
    ids.insert(ids.end(), named.begin(), named.end());
  }
  values.erase(key);
  return ids;
}

RecordSet create_full(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet lines = model.env()["account.move.line"], partials = model.env()["account.partial.reconcile"];
  std::vector<std::pair<Ids, Ids>> linked;
  for (Dict& own : values) {
    Ids reconciled = take_linked(own, "reconciled_line_ids");
    linked.emplace_back(std::move(reconciled), take_linked(own, "partial_reconcile_ids"));
  }
  const RecordSet fulls = super(std::move(values));
  for (std::size_t at = 0; at < linked.size(); ++at) {
    store(lines.browse(linked[at].first), "full_reconcile_id", fulls.at(at).id());
    store(partials.browse(linked[at].second), "full_reconcile_id", fulls.at(at).id());
    update_matching_numbers(lines.browse(linked[at].first));
  }
  return fulls;
}

// With the match goes the entry that its exchange difference was booked by; from 19.0 on only partials know of one.
void unlink_full(const RecordSet& self, const UnlinkSuper& super) {
  if (self.empty()) return;
  if (self.env().since(Series::v19)) return super(self);
  const RecordSet moves = self["exchange_move_id"];
  super(self);
  reverse_generated(moves);
}

}  // namespace

Behaviour account_full_reconcile() {
  return {
      .model = "account.full.reconcile",
      .create = create_full,
      .unlink = unlink_full,
  };
}

}  // namespace paridoo::addons::account
