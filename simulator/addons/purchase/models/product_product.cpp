// product.product: how much of a variant was bought in the last year.
#include <chrono>

#include "simulator/addons/product/catalog.h"
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase {

using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::term;

namespace {

void compute_purchased_product_qty(const RecordSet& products) {
  constexpr int months_of_a_year = 12;
  const std::string start = orm::format_day(orm::add_months(products.env().today(), -months_of_a_year));
  for (const RecordSet& product : products) {
    const Domain bought = term("product_id", "=", product) & term("order_id.state", "in", List{"purchase", "done"}) &
                          term("order_id.date_approve", ">=", start);
    const double quantity = product.env()["purchase.order.line"].search(bought).sum("product_uom_qty");
    product.set("purchased_product_qty", orm::float_round(quantity, uom::rounding_of(product["uom_id"])));
  }
}

void compute_is_in_purchase_order(const RecordSet& products) {
  const orm::Value& order = products.env().context("order_id");
  const RecordSet lines = products.env()["purchase.order.line"];
  for (const RecordSet& product : products)
    product.set("is_in_purchase_order",
                order && lines.search_count(term("order_id", "=", order) & term("product_id", "=", product)) > 0);
}

orm::Domain search_is_in_purchase_order(const RecordSet& products, std::string_view comparison,
                                        const orm::Value& operand) {
  return product::search_in_order(products.env()["purchase.order.line"], comparison, operand);
}

// A unit is replaced only while all lines are in the product's own.
orm::Value update_uom(const RecordSet& products, const orm::Arguments& arguments, const orm::Super& super) {
  for (const RecordSet& product : products) {
    const RecordSet lines = product.env()["purchase.order.line"].search(term("product_id", "=", product));
    if (!lines.where("product_uom_id", "!=", product["uom_id"]).empty())
      throw orm::user_error("The unit of " + product.display_name() + " stays: it is on orders in other units.");
    if (lines) lines.write({{"product_uom_id", arguments["to_uom_id"]}});
  }
  return super();
}

}  // namespace

orm::Behaviour product_product() {
  return {
      .model = "product.product",
      .computes = {{{"purchased_product_qty"}, compute_purchased_product_qty},
                   {{"is_in_purchase_order"}, compute_is_in_purchase_order, orm::In{.since = orm::Series::v18}}},
      .searches = {{"is_in_purchase_order", search_is_in_purchase_order, orm::In{.since = orm::Series::v18}}},
      .methods = {orm::Method("_update_uom", "to_uom_id", update_uom, orm::In{.since = orm::Series::v19})},
  };
}

}  // namespace paridoo::addons::purchase
