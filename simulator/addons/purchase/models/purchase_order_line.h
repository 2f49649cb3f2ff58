// purchase.order.line: what its files ask of each other, and what the modules that extend it build on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/addons/account/taxes.h"
#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase {

// --- purchase_order_line_fields.cpp: what 19.0 calls otherwise
std::string_view unit_field(const orm::Env& env);   // "product_uom", since 19.0 "product_uom_id"
std::string_view taxes_field(const orm::Env& env);  // "taxes_id", since 19.0 "tax_ids"
orm::RecordSet unit_of(const orm::RecordSet& line);
orm::RecordSet taxes_of(const orm::RecordSet& line);

// --- purchase_order_line_price.cpp
// A product asked of a vendor, whether there is a line for it or not.
struct Request {
  orm::RecordSet order;
  orm::RecordSet product;
  orm::RecordSet unit;  // empty: the product's unit for purchases
  double quantity = 0;
  orm::RecordSet taxes;
};
// What the vendor of a request asks for it, or none (product.supplierinfo).
orm::RecordSet seller_of(const Request& request);
// The vendor's price, else what the product costs: in the order's currency, for one unit.
double requested_price(const Request& request, const orm::RecordSet& seller);
// When the goods of a seller arrive.
std::string planned_date(const orm::RecordSet& order, const orm::RecordSet& seller);
// The goods of a copied order arrive as if it were asked of the vendors now.
void plan_anew(const orm::RecordSet& lines);
// The product's text on purchases, as the seller calls it.
std::string purchase_description(const orm::RecordSet& product, const orm::RecordSet& seller);
// The taxes of the product that the order's vendor charges.
orm::RecordSet purchase_taxes(const orm::RecordSet& order, const orm::RecordSet& product);
void compute_price_and_date_and_name(const orm::RecordSet& lines);

// The line as the taxes see it.
account::BaseLine base_line_of(const orm::RecordSet& line);
void compute_line_amounts(const orm::RecordSet& lines);
void compute_price_unit_discounted(const orm::RecordSet& lines);

void compute_selected_seller_id(const orm::RecordSet& lines);

// --- purchase_order_line_form.cpp
std::vector<orm::Compute> line_form_computes();

// --- purchase_order_line_quantity.cpp
void compute_product_packaging_id(const orm::RecordSet& lines);
void compute_product_packaging_qty(const orm::RecordSet& lines);
void compute_product_qty(const orm::RecordSet& lines);
void compute_product_uom_qty(const orm::RecordSet& lines);
void compute_qty_received_method(const orm::RecordSet& lines);
void compute_qty_received(const orm::RecordSet& lines);
void keep_qty_received(const orm::RecordSet& lines);
void compute_qty_invoiced(const orm::RecordSet& lines);

}  // namespace paridoo::addons::purchase
