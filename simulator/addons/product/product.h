// What other modules ask of product.product and product.template.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::product {

struct ProductPriceOptions {
  std::optional<orm::RecordSet> uom = {};       // the product's own
  std::optional<orm::RecordSet> currency = {};  // the product's own
  std::optional<orm::RecordSet> company = {};   // the current one
  std::optional<orm::Day> day = {};             // of the rate; today
};

// The value of "list_price", "lst_price" or "standard_price" of one product (variant or template), in another unit or
// currency. The sales price includes the extra prices of the variant's attributes.
double price_of(const orm::RecordSet& product, std::string_view price_type, const ProductPriceOptions& options = {});

struct SellerOptions {
  std::optional<orm::RecordSet> partner = {};
  std::optional<double> quantity = 0;  // none: whatever the least is
  std::optional<orm::Day> day = {};    // today
  std::optional<orm::RecordSet> uom = {};
  bool only_in_units = false;  // leave out prices in other units than `uom` and the product's own
};
// The vendor's price (product.supplierinfo) for a variant, or none: of the vendor who comes first (by sequence, then
// the greatest minimum that the quantity reaches), the line with the lowest discounted price.
orm::RecordSet select_seller(const orm::RecordSet& product, const SellerOptions& options = {});

// The unit that a product is bought in: its own since 19.0, which gives each vendor's price a unit instead.
orm::RecordSet purchase_unit(const orm::RecordSet& product);
// The unit of a vendor's price (product.supplierinfo).
orm::RecordSet unit_of_seller(const orm::RecordSet& seller);

// The product's text on a sales order line: its display_name, and below it its description for sales.
std::string sale_description(const orm::RecordSet& product);

}  // namespace paridoo::addons::product
