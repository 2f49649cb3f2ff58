// What an order comes to.
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/order_totals.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::Dict;
using orm::RecordSet;

namespace {

RecordSet product_lines(const RecordSet& order) { return order["order_line"].where("display_type", "=", false); }

RecordSet currency_of(const RecordSet& order) {
  const RecordSet currency = order["currency_id"];
  return currency ? currency : order.mapped("company_id.currency_id");
}

account::BaseLine early_payment_line(const RecordSet& order, double price) {
  account::BaseLine base = account::empty_base_line(order.env());
  base.currency = currency_of(order);
  base.price_unit = price;
  base.role = account::LineRole::early_payment;
  return base;
}

// Since 19.0 a fixed tax is due whenever the customer pays.
RecordSet early_payment_taxes(const RecordSet& line) {
  const RecordSet taxes = taxes_of(line);
  if (!line.env().since(orm::Series::v19)) return taxes;
  return account::flatten_taxes(taxes).where("amount_type", "!=", "fixed");
}

// A discount for early payment of the mixed kind is taken off the base of the taxes only: one line takes it off with
// its taxes, another puts it back without.
void add_early_payment_lines(const RecordSet& order, std::vector<account::BaseLine>& lines) {
  // In 17.0 quotations say nothing of it.
  if (!order.env().since(orm::Series::v18)) return;
  const RecordSet terms = order["payment_term_id"];
  if (terms.empty() || !terms.flag("early_discount") || terms.text("early_pay_discount_computation") != "mixed") return;
  const double share = terms.number("discount_percentage") / 100;
  if (share == 0) return;
  for (const RecordSet& line : product_lines(order)) {
    const double discount = line.number("price_subtotal") * share;
    account::BaseLine taxed = early_payment_line(order, -discount);
    taxed.taxes = early_payment_taxes(line);
    lines.push_back(std::move(taxed));
    lines.push_back(early_payment_line(order, discount));
  }
}

}  // namespace

std::vector<account::BaseLine> rounded_base_lines(const RecordSet& order) {
  std::vector<account::BaseLine> lines;
  for (const RecordSet& line : product_lines(order)) lines.push_back(base_line_of(line));
  account::add_tax_details(lines, order["company_id"]);
  account::round_tax_details(lines, order["company_id"]);
  return lines;
}

namespace {

Dict totals_of(const RecordSet& order) {
  const RecordSet company = order["company_id"];
  std::vector<account::BaseLine> lines;
  for (const RecordSet& line : product_lines(order)) lines.push_back(base_line_of(line));
  add_early_payment_lines(order, lines);
  account::add_tax_details(lines, company);
  account::round_tax_details(lines, company);
  return account::tax_totals(lines, currency_of(order), company);
}

double price_before_discount(const RecordSet& line) {
  const double discount = line.number("discount");
  if (discount == 100) return line.number("price_unit") * line.number("product_uom_qty");
  return line.number("price_subtotal") * 100 / (100 - discount);
}

}  // namespace

void compute_amounts(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    if (!order.env().since(orm::Series::v18)) {
      account::set_order_totals_17(order, product_lines(order), rounded_base_lines);
      continue;
    }
    const Dict totals = totals_of(order);
    order.set("amount_untaxed", totals.get("base_amount_currency"));
    order.set("amount_tax", totals.get("tax_amount_currency"));
    order.set("amount_total", totals.get("total_amount_currency"));
  }
}

void compute_tax_totals(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("tax_totals", totals_of(order));
}

void compute_amount_undiscounted(const RecordSet& orders) {
  for (const RecordSet& order : orders) {
    double total = 0;
    for (const RecordSet& line : order["order_line"]) total += price_before_discount(line);
    order.set("amount_undiscounted", total);
  }
}

namespace {

// What the posted invoices of an order hold of it, in 17.0, where the lines do not say.
double invoiced_of(const RecordSet& order) {
  double amount = 0;
  for (const RecordSet& invoice : order["invoice_ids"].where("state", "=", "posted"))
    for (const RecordSet& line : invoice["invoice_line_ids"])
      if (line["sale_line_ids"]["order_id"].contains(order))
        amount += base::convert(line.number("price_total"), line["currency_id"], order["currency_id"],
                                order["company_id"], invoice.day("date")) *
                  -account::direction_sign(invoice);
  return amount;
}

}  // namespace

void compute_amount_to_invoice(const RecordSet& orders) {
  const bool lines_say = orders.env().since(orm::Series::v18);
  for (const RecordSet& order : orders) {
    if (lines_say)
      order.set("amount_to_invoice", order["order_line"].sum("amount_to_invoice"));
    else if (order.text("invoice_status") == "invoiced")
      order.set("amount_to_invoice", 0.0);
    else
      order.set("amount_to_invoice", order.number("amount_total") - invoiced_of(order));
  }
}

void compute_amount_invoiced(const RecordSet& orders) {
  const bool lines_say = orders.env().since(orm::Series::v18);
  for (const RecordSet& order : orders)
    order.set("amount_invoiced", lines_say ? order["order_line"].sum("amount_invoiced")
                                           : order.number("amount_total") - order.number("amount_to_invoice"));
}

// Online payments (payment.transaction) are no part of the facts: none can have been made.
void compute_amount_paid(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("amount_paid", 0.0);
}

}  // namespace paridoo::addons::sale
