// product.template: how a product is billed by vendors, and how much of it was bought.
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase {

using orm::RecordSet;
using orm::Value;

namespace {

void compute_purchase_method(const RecordSet& products) {
  for (const RecordSet& product : products)
    product.set("purchase_method", product.text("type") == "service" ? "purchase" : "receive");
}

void compute_purchased_product_qty(const RecordSet& products) {
  for (const RecordSet& product : products) {
    const RecordSet variants = product.with_context({{"active_test", false}})["product_variant_ids"];
    product.set("purchased_product_qty",
                orm::float_round(variants.sum("purchased_product_qty"), uom::rounding_of(product["uom_id"])));
  }
}

Value default_no_message(const RecordSet&) { return "no-message"; }

}  // namespace

orm::Behaviour product_template() {
  return {
      .model = "product.template",
      .defaults = {{"purchase_line_warn", default_no_message, orm::In{.until = orm::Series::v18}}},
      .computes = {{{"purchase_method"}, compute_purchase_method},
                   {{"purchased_product_qty"}, compute_purchased_product_qty}},
  };
}

}  // namespace paridoo::addons::purchase
