// product.template: what is kept in stock is neither invoiced again as a cost nor tracked as a service.
#include "simulator/addons/sale/models/product_template.h"

#include "simulator/addons/sale_stock/models.h"
#include "simulator/addons/stock/product.h"

namespace paridoo::addons::sale_stock {

using orm::RecordSet;

namespace {

void compute_expense_policy(const RecordSet& products) {
  sale::compute_expense_policy(products);
  products.filtered(stock::is_storable).set("expense_policy", "no");
}

void compute_service_type(const RecordSet& products) {
  sale::compute_service_type(products);
  products.filtered(stock::is_storable).set("service_type", "manual");
}

}  // namespace

orm::Behaviour product_template() {
  return {
      .model = "product.template",
      .computes = {{{"expense_policy"}, compute_expense_policy}, {{"service_type"}, compute_service_type}},
  };
}

}  // namespace paridoo::addons::sale_stock
