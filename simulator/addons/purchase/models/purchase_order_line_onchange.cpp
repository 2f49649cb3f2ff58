// What the form of a purchase order does when a line gets a product.
#include "simulator/addons/product/product.h"
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/purchase/models/purchase_order_line.h"
#include "simulator/orm/draft.h"

namespace paridoo::addons::purchase {

using orm::assign_in_form;
using orm::RecordSet;
using orm::Value;

namespace {

void follow_product(const RecordSet& line, const RecordSet& product) {
  const orm::Env& env = line.env();
  assign_in_form(line, unit_field(env), product::purchase_unit(product));
  assign_in_form(line, "name", purchase_description(product, product["seller_ids"].none()));
  assign_in_form(line, taxes_field(env), Value(purchase_taxes(line["order_id"], product).ids()));
}

// As many as the vendor sells at least.
void suggest_quantity(const RecordSet& line, const RecordSet& product) {
  const RecordSet order = line["order_id"];
  const RecordSet seller = product::select_seller(
      product, {.partner = order["partner_id"], .quantity = std::nullopt, .day = order.day("date_order")});
  const double least = seller ? seller.number("min_qty") : 0;
  assign_in_form(line, "product_qty", least == 0 ? 1.0 : least);
  const bool has_unit = seller && seller.model().has("product_uom_id");
  if (seller) assign_in_form(line, unit_field(line.env()), seller[has_unit ? "product_uom_id" : "product_uom"]);
}

Value onchange_product_id(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  const bool stays = line.env().context("origin_po_id") && line.number("product_qty") != 0;
  if (!product || stays) return {};
  for (const std::string_view field : {"price_unit", "product_qty", "technical_price_unit"})
    if (line.model().has(field)) assign_in_form(line, field, 0.0);
  follow_product(line, product);
  suggest_quantity(line, product);
  return {};
}

}  // namespace

orm::Behaviour purchase_order_line_onchange() {
  return {.model = "purchase.order.line", .onchanges = {{{"product_id"}, onchange_product_id}}};
}

}  // namespace paridoo::addons::purchase
