// sale.order.option: a product that the customer may add to a quotation.
#include <algorithm>

#include "simulator/addons/product/product.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/sale_management/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::sale_management {

using orm::Arguments;
using orm::Dict;
using orm::Domain;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

void compute_name(const RecordSet& options) {
  for (const RecordSet& option : options)
    if (const RecordSet product = option["product_id"]) option.set("name", product::sale_description(product));
}

void compute_uom_id(const RecordSet& options) {
  for (const RecordSet& option : options)
    if (option["product_id"] && option["uom_id"].empty()) option.set("uom_id", option["product_id"]["uom_id"]);
}

sale::Offer offer_of(const RecordSet& option) {
  sale::Offer offer{.order = option["order_id"],
                    .product = option["product_id"],
                    .unit = option["uom_id"],
                    .quantity = option.number("quantity"),
                    .rule = option.env()["product.pricelist.item"]};
  offer.rule = sale::offered_rule(offer);
  return offer;
}

// An option of no order yet has no price.
void compute_price_unit(const RecordSet& options) {
  for (const RecordSet& option : options)
    if (option["product_id"] && option["order_id"]) option.set("price_unit", sale::offered_price(offer_of(option)));
}

void compute_discount(const RecordSet& options) {
  const bool are_shown = sale::discounts_are_shown(options.env());
  for (const RecordSet& option : options)
    if (option["product_id"] && are_shown && option["order_id"]["pricelist_id"])
      option.set("discount", sale::offered_discount(offer_of(option)));
}

void compute_is_present(const RecordSet& options) {
  for (const RecordSet& option : options)
    option.set("is_present", !option["order_id"]["order_line"].where("product_id", "=", option["product_id"]).empty());
}

Domain search_is_present(const RecordSet&, std::string_view comparison, const Value& operand) {
  const bool asks_for_present = (comparison == "=") == static_cast<bool>(operand);
  return term("line_id", asks_for_present ? "=" : "!=", false);
}

Dict line_values(const RecordSet& option) {
  const RecordSet order = option["order_id"];
  std::int64_t last = 0;
  for (const RecordSet& line : order["order_line"]) last = std::max(last, line.integer("sequence"));
  return {{"order_id", order},
          {"price_unit", option.number("price_unit")},
          {"technical_price_unit", option.number("price_unit")},
          {"name", option.text("name")},
          {"product_id", option["product_id"]},
          {"product_uom_qty", option.number("quantity")},
          {"product_uom", option["uom_id"]},
          {"discount", option.number("discount")},
          {"sequence", last + 1}};
}

Value add_option_to_order(const RecordSet& option, const Arguments&) {
  const RecordSet order = option.ensure_one()["order_id"];
  const std::string state = order.text("state");
  if (state != "draft" && state != "sent")
    throw orm::user_error("Options are added to quotations: this order is confirmed.");
  const RecordSet line = option.env()["sale.order.line"].create(line_values(option));
  option.write({{"line_id", line}});
  return line;
}

Value button_add_to_order(const RecordSet& option, const Arguments&) {
  option.call("add_option_to_order");
  return {};
}

Value recompute_prices(const RecordSet& options, const Arguments&) {
  options.set("discount", 0.0);
  compute_price_unit(options);
  compute_discount(options);
  return {};
}

}  // namespace

orm::Behaviour sale_order_option() {
  return {
      .model = "sale.order.option",
      .in = {.until = orm::Series::v18},
      .computes = {{{"name"}, compute_name},
                   {{"uom_id"}, compute_uom_id},
                   {{"price_unit"}, compute_price_unit},
                   {{"discount"}, compute_discount},
                   {{"is_present"}, compute_is_present}},
      .searches = {{"is_present", search_is_present}},
      .methods = {{"add_option_to_order", "", add_option_to_order},
                  {"button_add_to_order", "", button_add_to_order},
                  {"_recompute_prices", "", recompute_prices}},
  };
}

}  // namespace paridoo::addons::sale_management
