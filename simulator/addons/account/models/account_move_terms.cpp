#include "simulator/addons/account/models/account_move_terms.h"

#include <algorithm>

#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/payment_terms.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Installments planned(const RecordSet& move) {
  const double sign = is_inbound(move) ? 1 : -1;
  const Day day = move.day("invoice_date").value_or(move.day("date").value_or(move.env().today()));
  return installments_of(move["invoice_payment_term_id"],
                         {.day = day,
                          .currency = move["currency_id"],
                          .company = move["company_id"],
                          .untaxed = {move.number("amount_untaxed") * sign, move.number("amount_untaxed_signed")},
                          .tax = {move.number("amount_tax") * sign, move.number("amount_tax_signed")},
                          .sign = sign,
                          .cash_rounding = move["invoice_cash_rounding_id"]});
}

Money rounded(const Money& amount, const RecordSet& move) {
  return {base::currency_round(move["currency_id"], amount.currency),
          base::currency_round(move["company_id"]["currency_id"], amount.company)};
}

std::vector<NeededTerm> by_installments(const RecordSet& move) {
  const Installments plan = planned(move);
  std::vector<NeededTerm> needed;
  for (const Installment& installment : plan.lines) {
    const auto same =
        std::find_if(needed.begin(), needed.end(), [&](const NeededTerm& term) { return term.due == installment.due; });
    if (same == needed.end())
      needed.push_back({installment.due, plan.discount_day, installment.amount, rounded(plan.discounted, move)});
    else
      same->amount += installment.amount;
  }
  for (NeededTerm& term : needed) term.amount = rounded(term.amount, move);
  return needed;
}

}  // namespace

namespace {

std::optional<Day> due_date(const RecordSet& move) {
  const Value& unknown = move.env().context("moves_without_due_date");
  const Ids ids = unknown.is_list() ? unknown.ids() : Ids{};
  if (std::find(ids.begin(), ids.end(), move.id()) != ids.end()) return {};
  return move.day("invoice_date_due");
}

}  // namespace

std::vector<NeededTerm> needed_terms(const RecordSet& move) {
  if (!is_invoice(move) || move["invoice_line_ids"].empty()) return {};
  if (move["invoice_payment_term_id"]) return by_installments(move);
  const Money total{move.number("amount_total_in_currency_signed"), move.number("amount_total_signed")};
  return {{.due = due_date(move), .amount = total}};
}

namespace {

Value told(const std::optional<Day>& day) { return day ? Value(format_day(*day)) : Value(false); }

// The key of a line that stands. Without payment terms the key of the needed line has more in it: it never equals that
// of the line that stands, which is written over.
Dict key_of(Id move, const std::optional<Day>& due, const std::optional<Day>& discount_day) {
  return {{"move_id", move}, {"date_maturity", told(due)}, {"discount_date", told(discount_day)}};
}

NeededLine as_line(const RecordSet& move, const NeededTerm& term) {
  NeededLine line{.key = key_of(move.id(), term.due, term.discount_day),
                  .values = {{"balance", term.amount.company}, {"amount_currency", term.amount.currency}}};
  if (move["invoice_payment_term_id"].empty()) {
    line.key.update({{"discount_balance", 0.0}, {"discount_amount_currency", 0.0}});
  } else {
    line.values.update({{"discount_date", told(term.discount_day)},
                        {"discount_balance", term.discounted.company},
                        {"discount_amount_currency", term.discounted.currency}});
  }
  return line;
}

}  // namespace

DynamicLines term_lines(const RecordSet& moves) {
  DynamicLines out;
  for (const RecordSet& move : moves) {
    for (const RecordSet& line : move["line_ids"].where("display_type", "=", "payment_term"))
      out.existing.emplace_back(line.id(), key_of(move.id(), line.day("date_maturity"), line.day("discount_date")));
    for (const NeededTerm& term : needed_terms(move)) out.needed.push_back(as_line(move, term));
  }
  return out;
}

}  // namespace paridoo::addons::account
