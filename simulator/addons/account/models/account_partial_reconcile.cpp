#include <algorithm>
#include <cmath>

#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"

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

// With the match goes the entry that its exchange difference was booked by.
void unlink_full(const RecordSet& self, const UnlinkSuper& super) {
  if (self.empty()) return;
  const RecordSet moves = self["exchange_move_id"];
  super(self);
  reverse_generated(moves);
}

}  // namespace

Behaviour account_full_reconcile() {
  return {
      .model = "account.full.reconcile",
      .in = {.until = Series::v18},
      .unlink = unlink_full,
  };
}

}  // namespace paridoo::addons::account
