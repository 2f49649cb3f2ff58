// What an order comes to.
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::Dict;
using orm::RecordSet;
using orm::Value;

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

// A discount for early payment of the mixed kind is taken off the base of the taxes only: one line takes it off with
// its taxes, another puts it back without.
void add_early_payment_lines(const RecordSet& order, std::vector<account::BaseLine>& lines) {
  const RecordSet terms = order["payment_term_id"];
  if (terms.empty() || !terms.flag("early_discount") || terms.text("early_pay_discount_computation") != "mixed") return;
  const double share = terms.number("discount_percentage") / 100;
  if (share == 0) return;
  for (const RecordSet& line : product_lines(order)) {
    const double discount = line.number("price_subtotal") * share;
    account::BaseLine taxed = early_payment_line(order, -discount);
    taxed.taxes = taxes_of(line);
    lines.push_back(std::move(taxed));
    lines.push_back(early_payment_line(order, discount));
  }
}

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

void compute_amount_to_invoice(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("amount_to_invoice", order["order_line"].sum("amount_to_invoice"));
}

void compute_amount_invoiced(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("amount_invoiced", order["order_line"].sum("amount_invoiced"));
}

// Online payments (payment.transaction) are no part of the facts: none can have been made.
void compute_amount_paid(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("amount_paid", 0.0);
}

}  // namespace paridoo::addons::sale
