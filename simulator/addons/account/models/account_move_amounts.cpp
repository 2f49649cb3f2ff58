#include <algorithm>
#include <cmath>
#include <set>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_payment_parts.h"
#include "simulator/addons/account/models/cash_basis.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

struct Totals {
  Money untaxed = {}, tax = {}, residual = {}, all = {};
};

Money amount_of(const RecordSet& line) { return {line.number("amount_currency"), line.number("balance")}; }

void add_invoice_line(const RecordSet& line, Totals& totals) {
  const std::string type = line.text("display_type");
  if (type == "tax" || type == "non_deductible_tax" || (type == "rounding" && line["tax_repartition_line_id"])) {
    totals.tax += amount_of(line);
    totals.all += amount_of(line);
  } else if (type == "product" || type == "rounding" || type.starts_with("non_deductible_product")) {
    totals.untaxed += amount_of(line);
    totals.all += amount_of(line);
  } else if (type == "payment_term") {
    totals.residual += {line.number("amount_residual_currency"), line.number("amount_residual")};
  }
}

Totals totals_of(const RecordSet& move) {
  Totals totals;
  const bool document = is_invoice(move);
  for (const RecordSet& line : move["line_ids"]) {
    if (document)
      add_invoice_line(line, totals);
    else if (line.number("debit") != 0)
      totals.all += amount_of(line);
  }
  return totals;
}

}  // namespace

void compute_amount(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const Totals totals = totals_of(move);
    const double sign = direction_sign(move);
    const bool entry = is_entry(move);
    const double total = sign * totals.all.currency;
    move.set("amount_untaxed", sign * totals.untaxed.currency);
    move.set("amount_tax", sign * totals.tax.currency);
    move.set("amount_total", total);
    move.set("amount_residual", -sign * totals.residual.currency);
    move.set("amount_untaxed_signed", -totals.untaxed.company);
    if (self.env().since(Series::v18)) move.set("amount_untaxed_in_currency_signed", -totals.untaxed.currency);
    move.set("amount_tax_signed", -totals.tax.company);
    move.set("amount_total_signed", entry ? std::abs(totals.all.company) : -totals.all.company);
    move.set("amount_residual_signed", totals.residual.company);
    move.set("amount_total_in_currency_signed", entry ? std::abs(total) : -(sign * total));
  }
}

// An entry of two lines is worth what is written as its total.
void inverse_amount_total(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const RecordSet lines = move["line_ids"];
    if (lines.size() != 2 || is_invoice(move)) continue;
    const double amount = std::abs(move.number("amount_total"));
    const RecordSet company = move["company_id"];
    const auto day = move.day("invoice_date") ? move.day("invoice_date") : move.day("date");
    const double balance = base::convert(amount, move["currency_id"], company["currency_id"], company, day);
    List commands;
    for (const RecordSet& line : lines) {
      const double own = line.number("balance");
      if (base::currency_is_zero(line["currency_id"], balance - std::abs(own))) continue;
      commands.push_back(command::update(line.id(), {{"debit", own > 0 ? balance : 0.0},
                                                     {"credit", own < 0 ? balance : 0.0},
                                                     {"amount_currency", own > 0 ? amount : -amount}}));
    }
    move.write({{"line_ids", std::move(commands)}});
  }
}

void compute_direction_sign(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("direction_sign", direction_sign(move));
}

namespace {

// What the customers' or vendors' lines of an invoice are matched with.
struct Payments {
  bool any_match = false;
  bool any_payment = false;
  bool all_payments_matched = true;
  std::set<std::string> counterpart_types = {};
};

void add_counterpart(const RecordSet& move, const RecordSet& counterpart, Payments& payments) {
  const RecordSet other = counterpart["move_id"];
  if (other == move) return;
  payments.any_match = true;
  payments.counterpart_types.insert(other.text("move_type"));
  const RecordSet payment = origin_payment(other);
  if (payment || other["statement_line_id"]) payments.any_payment = true;
  if (payment && !payment.flag("is_matched")) payments.all_payments_matched = false;
}

Payments payments_of(const RecordSet& move) {
  Payments payments;
  for (const RecordSet& line : receivable_payable_lines(move)) {
    for (const RecordSet& partial : line["matched_credit_ids"])
      add_counterpart(move, partial["credit_move_id"], payments);
    for (const RecordSet& partial : line["matched_debit_ids"])
      add_counterpart(move, partial["debit_move_id"], payments);
  }
  return payments;
}

bool is_reversed(const std::string& move_type, const std::set<std::string>& types) {
  using Types = std::set<std::string>;
  const auto by = [&](const std::string& refund) { return types == Types{refund} || types == Types{refund, "entry"}; };
  if (move_type == "in_invoice" || move_type == "in_receipt") return by("in_refund");
  if (move_type == "out_invoice" || move_type == "out_receipt") return by("out_refund");
  return types == Types{"entry"};
}

// Paid, or only in payment where bank statements are matched: modules of accountants override it.
std::string in_payment_state(const RecordSet& move) { return move.call("_get_invoice_in_payment_state").text(); }

bool has_payment_without_entry(const RecordSet& move, std::string_view state) {
  return !noted_payments(move)
              .filtered([&](const RecordSet& payment) {
                return payment["move_id"].empty() && payment.text("state") == state;
              })
              .empty();
}

RecordSet residual_currency(const RecordSet& move) {
  if (move.env().since(Series::v19)) return move["currency_id"];
  const RecordSet currencies = move["line_ids"]["currency_id"];
  return currencies.size() == 1 ? currencies : move["company_id"]["currency_id"];
}

std::string state_by_matches(const RecordSet& move) {
  const RecordSet currency = residual_currency(move);
  const bool posted = move.text("state") == "posted";
  const Payments payments = payments_of(move);
  if (base::currency_is_zero(currency, move.number("amount_residual"))) {
    if (payments.any_payment) return payments.all_payments_matched ? "paid" : in_payment_state(move);
    return is_reversed(move.text("move_type"), payments.counterpart_types) ? "reversed" : "paid";
  }
  if (posted && has_payment_without_entry(move, "in_process")) return in_payment_state(move);
  if (payments.any_match) return "partial";
  return posted && has_payment_without_entry(move, "paid") ? in_payment_state(move) : "not_paid";
}

RecordSet reconciled_payments(const RecordSet& move) {
  RecordSet payments = noted_payments(move);
  const RecordSet lines = move["line_ids"];
  for (const RecordSet& other :
       lines["matched_debit_ids"]["debit_move_id"] | lines["matched_credit_ids"]["credit_move_id"])
    if (is_receivable_or_payable(other["account_id"])) payments |= origin_payment(other["move_id"]);
  return payments;
}

// From 19.0 on drafts keep their matches, and show what they are paid.
bool has_payment_state(const RecordSet& move) {
  if (!is_invoice(move)) return false;
  if (move.text("state") == "posted") return true;
  return move.env().since(Series::v19) && move.text("state") == "draft" &&
         !base::currency_is_zero(move["currency_id"], move.number("amount_total"));
}

}  // namespace

namespace {

// From 19.0 on payments are paid once all that they are matched with is; no dependency tells them.
void tell_payments(const RecordSet& paid) {
  RecordSet payments = paid.env()["account.payment"];
  for (const RecordSet& move : paid) payments |= reconciled_payments(move).where("state", "=", "in_process");
  compute_now(payments, {"state"}, compute_state_of_payments);
}

}  // namespace

void compute_payment_state(const RecordSet& self) {
  RecordSet paid = self.none();
  for (const RecordSet& move : self) {
    const std::string own = move.text("payment_state");
    const bool posted = move.text("state") == "posted" && is_invoice(move);
    if (own == "invoicing_legacy" || (own == "blocked" && (!posted || self.env().since(Series::v19))))
      move.set("payment_state", own);
    else
      move.set("payment_state", has_payment_state(move) ? state_by_matches(move) : "not_paid");
    if (own != "paid" && move.text("payment_state") == "paid") paid |= move;
  }
  if (paid && self.env().since(Series::v19)) tell_payments(paid);
}

namespace {

// 19.0 tells what is sent from what is only posted.
std::string status_19(const RecordSet& move) {
  const std::string state = move.text("state");
  const std::string payment = move.text("payment_state");
  const bool some = payment == "partial" || payment == "in_payment" || payment == "paid";
  if (state == "posted" && (some || payment == "reversed")) return payment;
  if (state == "posted" && move.flag("is_move_sent")) return "sent";
  return state == "draft" && some ? payment : state;
}

}  // namespace

void compute_status_in_payment(const RecordSet& self) {
  for (const RecordSet& move : self) {
    const std::string state = move.text("state");
    const bool unposted = state == "draft" || state == "cancel";
    if (self.env().since(Series::v19))
      move.set("status_in_payment", status_19(move));
    else
      move.set("status_in_payment", unposted ? Value(state) : move.value("payment_state"));
  }
}

void compute_reconciled_payments(const RecordSet& self) {
  for (const RecordSet& move : self) move.set("reconciled_payment_ids", Value(reconciled_payments(move).ids()));
}

void compute_always_tax_exigible(const RecordSet& self) {
  for (const RecordSet& move : self)
    move.set("always_tax_exigible", !is_invoice(move) && !cash_basis_of(move).has_value());
}

}  // namespace paridoo::addons::account
