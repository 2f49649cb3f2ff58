// Down payments on invoices: the section that they stand under, and the cents that taxes leave over.
#include <algorithm>
#include <cmath>

#include "simulator/addons/account/move.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::Dict;
using orm::List;
using orm::RecordSet;

namespace {

// By how much the down payments that `invoice` deducts differ from what was invoiced of them before: an amount with
// taxes, fixed by the user, need not be one that the taxes can give.
double deducted_too_much(const RecordSet& orders, const RecordSet& invoice) {
  double delta = 0;
  for (const RecordSet& line : orders["order_line"].filtered("is_downpayment")) {
    double here = 0;
    double before = 0;
    for (const RecordSet& invoice_line : line["invoice_lines"]) {
      const RecordSet move = invoice_line["move_id"];
      const double amount = invoice_line.number("price_total") * (account::is_inbound(move) ? 1 : -1);
      if (move == invoice)
        here += amount;
      else if (move.text("state") != "cancel")
        before += amount;
    }
    if (here != 0 && before != 0) delta += here + before;
  }
  return delta;
}

// One line's share of a correction, at least a coin.
double share_of(const RecordSet& currency, double remaining, std::size_t lines) {
  const double even = std::abs(base::currency_round(currency, remaining / static_cast<double>(lines)));
  return std::copysign(std::max(currency.number("rounding"), even), remaining);
}

void spread(const RecordSet& currency, const RecordSet& lines, std::string_view field, double sign, double delta,
            List& commands) {
  double remaining = delta;
  for (const RecordSet& line : lines) {
    if (base::currency_compare(currency, remaining, 0) != (delta > 0 ? 1 : -1)) break;
    const double share = share_of(currency, remaining, lines.size());
    remaining -= share;
    commands.push_back(orm::command::update(line.id(), {{std::string(field), line.number(field) + share * sign}}));
  }
}

}  // namespace

void settle_down_payments(const RecordSet& orders, const RecordSet& invoice) {
  const double delta = deducted_too_much(orders, invoice);
  if (base::currency_is_zero(invoice["currency_id"], delta)) return;
  const RecordSet products = invoice["line_ids"].filtered(
      [](const RecordSet& line) { return line.text("display_type") == "product" && line.flag("is_downpayment"); });
  correct_rounding(
      invoice, {.product_lines = products, .product_sign = account::is_inbound(invoice) ? -1.0 : 1.0, .delta = delta});
}

void correct_rounding(const RecordSet& invoice, const RoundingCorrection& correction) {
  const RecordSet currency = invoice["currency_id"];
  const RecordSet lines = invoice["line_ids"];
  const RecordSet receivable = lines.where("account_id.account_type", "=", "asset_receivable").first();
  const RecordSet taxes = lines.filtered([](const RecordSet& line) {
    const RecordSet tax = line["tax_line_id"];
    return tax && tax.text("amount_type") != "fixed";
  });
  if (correction.product_lines.empty() || taxes.empty() || receivable.empty()) return;
  const double delta = correction.delta;
  List commands{
      orm::command::update(receivable.id(), {{"amount_currency", receivable.number("amount_currency") + delta}})};
  spread(currency, correction.product_lines, "price_total", correction.product_sign, delta, commands);
  spread(currency, taxes, "amount_currency", 1, delta, commands);
  invoice.write({{"line_ids", commands}});
}

Dict down_payment_section(std::int64_t sequence) {
  return {{"display_type", "line_section"},
          {"name", "Down Payments"},
          {"product_id", false},
          {"product_uom_id", false},
          {"quantity", 0},
          {"discount", 0},
          {"price_unit", 0},
          {"account_id", false},
          {"sequence", sequence}};
}

}  // namespace paridoo::addons::sale
