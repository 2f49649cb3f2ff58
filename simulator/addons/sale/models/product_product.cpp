// product.product: how much of a variant was sold in the last year.
#include <chrono>

#include "simulator/addons/product/catalog.h"
#include "simulator/addons/sale/models.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::sale {

using orm::Domain;
using orm::RecordSet;
using orm::term;

namespace {

double sold_since(const RecordSet& product, const std::string& start) {
  const Domain sold =
      term("product_id", "=", product) & term("state", "=", "sale") & term("order_id.date_order", ">=", start);
  double quantity = 0;
  for (const RecordSet& line : product.env()["sale.order.line"].search(sold))
    quantity +=
        uom::compute_quantity(unit_of(line), line.number("product_uom_qty"), product["uom_id"], {.round = false});
  return orm::float_round(quantity, uom::rounding_of(product["uom_id"]));
}

void compute_sales_count(const RecordSet& products) {
  constexpr std::chrono::days year{365};
  const std::string start = orm::format_moment(products.env().today() - year);
  const bool may_see = user_has_group(products.env().user(), "sales_team.group_sale_salesman");
  for (const RecordSet& product : products) product.set("sales_count", may_see ? sold_since(product, start) : 0.0);
}

void compute_is_in_sale_order(const RecordSet& products) {
  const orm::Value& order = products.env().context("order_id");
  const RecordSet lines = products.env()["sale.order.line"];
  for (const RecordSet& product : products)
    product.set("product_catalog_product_is_in_sale_order",
                order && lines.search_count(term("order_id", "=", order) & term("product_id", "=", product)) > 0);
}

orm::Domain search_is_in_sale_order(const RecordSet& products, std::string_view comparison, const orm::Value& operand) {
  return product::search_in_order(products.env()["sale.order.line"], comparison, operand);
}

// A unit is replaced only while all lines are in the product's own.
orm::Value update_uom(const RecordSet& products, const orm::Arguments& arguments, const orm::Super& super) {
  for (const RecordSet& product : products) {
    const RecordSet lines = product.env()["sale.order.line"].search(term("product_id", "=", product));
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
      .computes = {{{"sales_count"}, compute_sales_count},
                   {{"product_catalog_product_is_in_sale_order"}, compute_is_in_sale_order}},
      .searches = {{"product_catalog_product_is_in_sale_order", search_is_in_sale_order}},
      .methods = {orm::Method("_update_uom", "to_uom_id", update_uom, orm::In{.since = orm::Series::v19})},
  };
}

}  // namespace paridoo::addons::sale
