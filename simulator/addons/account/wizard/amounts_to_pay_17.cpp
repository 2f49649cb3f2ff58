// What 17.0 suggests to pay: one batch as a whole, without a look at its installments.
#include <cmath>

#include "simulator/addons/account/move.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/wizard/payment_batches.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

double after_discount(const RecordSet& move) {
  const RecordSet term = move["invoice_payment_term_id"];
  const double percentage = term.number("discount_percentage") / 100.0;
  const double total = move.number("amount_total");
  const bool on_all = term.text("early_pay_discount_computation") == "included";
  const double discount = on_all ? total * percentage : (total - move.number("amount_tax")) * percentage;
  return base::currency_round(move["currency_id"], total - discount);
}

FullAmount in_own_currency(const RecordSet& wizard, const RecordSet& lines, bool discount) {
  FullAmount out;
  const Day day = wizard.day("payment_date").value_or(wizard.env().today());
  for (const RecordSet& move : lines["move_id"]) {
    if (discount && grants_early_discount(move, move["currency_id"], day)) {
      out.amount -= direction_sign(move) * after_discount(move);
      out.is_discounted = true;
      continue;
    }
    for (const RecordSet& line : lines)
      if (line["move_id"] == move) out.amount += line.number("amount_residual_currency");
  }
  out.amount = std::abs(out.amount);
  return out;
}

bool is_payment(const RecordSet& move) { return origin_payment(move) || move["statement_line_id"]; }

double from_company_currency(const RecordSet& wizard, const RecordSet& lines) {
  const RecordSet company = wizard["company_id"];
  double amount = 0;
  for (const RecordSet& line : lines) {
    const auto day = is_payment(line["move_id"]) ? line.day("date") : wizard.day("payment_date");
    amount +=
        base::convert(line.number("amount_residual"), company["currency_id"], wizard["currency_id"], company, day);
  }
  return std::abs(amount);
}

}  // namespace

FullAmount full_amount_17(const RecordSet& wizard, const RecordSet& lines, bool discount) {
  const RecordSet company = wizard["company_id"];
  const RecordSet own = company["currency_id"], source = wizard["source_currency_id"], wanted = wizard["currency_id"];
  const auto day = wizard.day("payment_date");
  if (source == wanted) return in_own_currency(wizard, lines, discount);
  if (source != own && wanted == own)
    return {.amount = base::convert(wizard.number("source_amount_currency"), source, own, company, day)};
  if (source == own && wanted != own) return {.amount = from_company_currency(wizard, lines)};
  return {.amount = base::convert(wizard.number("source_amount"), own, wanted, company, day)};
}

}  // namespace paridoo::addons::account
