// sale.order.line: what its files ask of each other, and what the modules that extend it build on.
//
// A compute takes any number of lines and assigns its fields on each of them. A module that overrides one calls the
// version here first, as super() does in Odoo.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/addons/account/taxes.h"
#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale {

// --- sale_order_line_fields.cpp: what 19.0 calls otherwise
std::string_view unit_field(const orm::Env& env);   // "product_uom", since 19.0 "product_uom_id"
std::string_view taxes_field(const orm::Env& env);  // "tax_id", since 19.0 "tax_ids"
orm::RecordSet unit_of(const orm::RecordSet& line);
orm::RecordSet taxes_of(const orm::RecordSet& line);

// --- sale_order_line_product.cpp: what a line takes from its product
void compute_name(const orm::RecordSet& lines);
void compute_product_uom(const orm::RecordSet& lines);
void compute_product_uom_qty(const orm::RecordSet& lines);
void compute_product_packaging_id(const orm::RecordSet& lines);
void compute_product_packaging_qty(const orm::RecordSet& lines);
void compute_customer_lead(const orm::RecordSet& lines);
void compute_product_template_id(const orm::RecordSet& lines);
orm::Domain search_product_template_id(const orm::RecordSet& lines, std::string_view comparison,
                                       const orm::Value& operand);
void compute_is_product_archived(const orm::RecordSet& lines);
// The product's text for sales, and below it what the variant does not say.
std::string sale_description(const orm::RecordSet& line);
// The attribute values of the line that make no variant of their own, one a line, each after a line break.
std::string variants_description(const orm::RecordSet& line);

// --- sale_order_line_price.cpp
// A product offered on an order, whether there is a line for it or not.
struct Offer {
  orm::RecordSet order;
  orm::RecordSet product;
  orm::RecordSet unit;
  double quantity = 1;
  orm::RecordSet rule;  // product.pricelist.item; may be empty
};
// What a line offers.
Offer offer_of(const orm::RecordSet& line);
// The rule of the order's pricelist that applies, or none.
orm::RecordSet offered_rule(const Offer& offer);
// The extra prices of values chosen on the line that make no variant.
double extra_price_of_choice(const orm::RecordSet& line);
// The price to show, as if there were no combos: the one before the discount where the discount stands beside it.
double price_of_product(const Offer& offer);
// The price to show, with the included taxes that the customer pays.
double offered_price(const Offer& offer);
// The discount that the rule gives, in percent, as far as it is to be shown as one.
double offered_discount(const Offer& offer);
// Whether discounts stand beside the price, or are a part of it.
bool discounts_are_shown(const orm::Env& env);
// The line as the taxes see it.
account::BaseLine base_line_of(const orm::RecordSet& line);
void compute_tax_id(const orm::RecordSet& lines);
void compute_pricelist_item_id(const orm::RecordSet& lines);
void compute_price_unit(const orm::RecordSet& lines);
void compute_discount(const orm::RecordSet& lines);
void compute_line_amounts(const orm::RecordSet& lines);
void compute_price_reduce_taxexcl(const orm::RecordSet& lines);
void compute_price_reduce_taxinc(const orm::RecordSet& lines);

// --- sale_order_line_combo.cpp
bool is_combo(const orm::RecordSet& line);
// The price of a line that was chosen in a combo, before the customer's taxes.
double combo_item_price(const orm::RecordSet& line);
double combo_quantity_to_invoice(const orm::RecordSet& line);
// The section of the invoice that stands above the products of a combo.
orm::Dict combo_section(const orm::RecordSet& line);
void check_combo_item(const orm::RecordSet& lines);

// --- sale_order_line_form.cpp: what is shown beside a line, and never stored
std::vector<orm::Compute> line_form_computes();

// --- sale_order_line_attributes.cpp
std::vector<orm::Compute> line_attribute_computes();

// --- sale_order_line_delivery.cpp
void compute_qty_delivered_method(const orm::RecordSet& lines);
void compute_qty_delivered(const orm::RecordSet& lines);
void compute_product_updatable(const orm::RecordSet& lines);
void compute_product_uom_readonly(const orm::RecordSet& lines);
// When the line can be delivered: its lead time after the confirmation, or after now.
orm::Moment expected_date(const orm::RecordSet& line);

// --- sale_order_line_invoicing.cpp
void compute_qty_invoiced(const orm::RecordSet& lines);
void compute_qty_invoiced_posted(const orm::RecordSet& lines);
void compute_qty_to_invoice(const orm::RecordSet& lines);
void compute_quantities_at_date(const orm::RecordSet& lines);
void compute_line_invoice_status(const orm::RecordSet& lines);
void compute_untaxed_amount_invoiced(const orm::RecordSet& lines);
void compute_line_amount_invoiced(const orm::RecordSet& lines);
void compute_untaxed_amount_to_invoice(const orm::RecordSet& lines);
void compute_line_amount_to_invoice(const orm::RecordSet& lines);
std::vector<orm::Method> line_invoicing_methods();
// Whether it makes sense to invoice the line without others: not if it is only a discount.
bool can_be_invoiced_alone(const orm::RecordSet& line);
// The values of the line's invoice line; `optional` comes over them.
orm::Dict prepare_invoice_line(const orm::RecordSet& line, const orm::Dict& optional);

// --- sale_order_line_down_payment.cpp
// As the English (US) language of Odoo writes a day: 03/15/2026.
std::string written_day(orm::Day day);
// "draft", "cancel" or "" by the invoices of a down payment.
std::string down_payment_state(const orm::RecordSet& line);
std::string down_payment_description(const orm::RecordSet& line);
// What 17.0, where a down payment is a product, adds to the product's name.
std::string down_payment_suffix(const orm::RecordSet& line);
// The sum of the posted prices of a down payment, but for those on `invoices`.
double down_payment_price(const orm::RecordSet& line, const orm::RecordSet& invoices);

}  // namespace paridoo::addons::sale
