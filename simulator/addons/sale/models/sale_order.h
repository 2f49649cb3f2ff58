// sale.order: what its files ask of each other, and what the modules that extend it build on.
//
// A compute takes any number of orders and assigns its fields on each of them. A module that overrides one calls the
// version here first, as super() does in Odoo.
#pragma once

#include <string>
#include <vector>

#include "simulator/addons/account/taxes.h"
#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale {

// --- sale_order_partner.cpp: what an order takes from its customer, its salesperson and its company
void compute_partner_invoice_id(const orm::RecordSet& orders);
void compute_partner_shipping_id(const orm::RecordSet& orders);
void compute_fiscal_position_id(const orm::RecordSet& orders);
void compute_payment_term_id(const orm::RecordSet& orders);
void compute_pricelist_id(const orm::RecordSet& orders);
void compute_currency_id(const orm::RecordSet& orders);
void compute_currency_rate(const orm::RecordSet& orders);
void compute_user_id(const orm::RecordSet& orders);
void compute_team_id(const orm::RecordSet& orders);
void compute_note(const orm::RecordSet& orders);
void compute_require_signature(const orm::RecordSet& orders);
void compute_require_payment(const orm::RecordSet& orders);
void compute_prepayment_percent(const orm::RecordSet& orders);
void compute_validity_date(const orm::RecordSet& orders);
void compute_journal_id(const orm::RecordSet& orders);

// --- sale_order_amounts.cpp
// The lines of an order with their taxes, rounded.
std::vector<account::BaseLine> rounded_base_lines(const orm::RecordSet& order);
void compute_amounts(const orm::RecordSet& orders);
void compute_tax_totals(const orm::RecordSet& orders);
void compute_amount_undiscounted(const orm::RecordSet& orders);
void compute_amount_to_invoice(const orm::RecordSet& orders);
void compute_amount_invoiced(const orm::RecordSet& orders);
void compute_amount_paid(const orm::RecordSet& orders);

// --- sale_order_update.cpp: prices and taxes computed again
std::vector<orm::Method> update_methods();

// --- sale_order_form.cpp: what is shown beside an order, and never stored
std::vector<orm::Compute> form_computes();

// --- sale_order_states.cpp: from quotation to order, and out of it
std::vector<orm::Method> state_methods();

// --- sale_order_invoice_status.cpp
void compute_invoiced(const orm::RecordSet& orders);
void compute_invoice_status(const orm::RecordSet& orders);
orm::Domain search_invoice_ids(const orm::RecordSet& model, std::string_view comparison, const orm::Value& operand);

// --- sale_order_invoicing.cpp
std::vector<orm::Method> invoicing_methods();

struct InvoicingOptions {
  bool grouped = false;  // one invoice an order, instead of one a customer and currency
  bool final = false;    // deduct down payments, and turn what comes out negative into credit notes
};
// The draft invoices of all that can be invoiced. UserError if that is nothing.
orm::RecordSet create_invoices(const orm::RecordSet& orders, const InvoicingOptions& options = {});
// The action that shows `invoices`, which belong to `orders`.
orm::Dict action_view_invoice(const orm::RecordSet& orders, const orm::RecordSet& invoices);

// --- sale_order_down_payment.cpp
// The values of the section of an invoice that its down payments stand under.
orm::Dict down_payment_section(std::int64_t sequence);
// Makes the down payments that `invoice` deducts come out at what was invoiced of them before.
void settle_down_payments(const orm::RecordSet& orders, const orm::RecordSet& invoice);

struct RoundingCorrection {
  orm::RecordSet product_lines;
  double product_sign = -1;
  double delta = 0;  // in the invoice's currency
};
// Moves the cents by which an invoice misses its amount from the receivable line to the product lines (with
// `product_sign`) and the lines of its taxes. Does nothing if one of them is missing.
void correct_rounding(const orm::RecordSet& invoice, const RoundingCorrection& correction);

// --- sale_order_action.cpp: actions that open a window
orm::Dict cancel_wizard_action(const orm::RecordSet& order);
std::vector<orm::Method> window_methods();
// sale_order_mail.cpp
std::vector<orm::Method> mail_methods();

// The records that a method called by name answered: as an id, a list of ids, or False.
orm::RecordSet records_in(const orm::RecordSet& model, const orm::Value& answer);
// Whether a user is in a group ("sales_team.group_sale_salesman").
bool user_has_group(const orm::RecordSet& user, std::string_view group);

}  // namespace paridoo::addons::sale
