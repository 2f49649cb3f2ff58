// product.supplierinfo: what somebody who replenishes sees of a vendor.
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using namespace orm;

namespace {

// 17.0 says when one first bought of the vendor, later series when one did last.
void compute_last_purchase_date(const RecordSet& self) {
  const std::string order = self.env().since(Series::v18) ? "date_order desc" : "date_order";
  for (const RecordSet& seller : self) {
    const RecordSet products = seller["product_tmpl_id"]["product_variant_ids"];
    const Domain bought = term("state", "in", List{"purchase", "done"}) &
                          term("partner_id", "=", seller["partner_id"].id()) &
                          term("order_line.product_id", "in", products.ids());
    const RecordSet found = self.env()["purchase.order"].search(bought, {.limit = 1, .order = order});
    seller.set("last_purchase_date", found ? found.value("date_order") : Value(false));
  }
}

// A rule that reorders names its vendor already.
void compute_show_button(const RecordSet& self) {
  const Value& rule = self.env().context("default_orderpoint_id");
  const RecordSet rules = self.env()["stock.warehouse.orderpoint"];
  const Id chosen = rule.is_integer() ? rules.browse(rule.integer())["supplier_id"].id() : 0;
  for (const RecordSet& seller : self) seller.set("show_set_supplier_button", seller.id() != chosen);
}

}  // namespace

Behaviour product_supplierinfo() {
  return {.model = "product.supplierinfo",
          .computes = {{{"last_purchase_date"}, compute_last_purchase_date},
                       {{"show_set_supplier_button"}, compute_show_button}}};
}

}  // namespace paridoo::addons::purchase_stock
