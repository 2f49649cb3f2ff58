// product.template: what a product means commercially, beside what Odoo does with it.
#include <string>

#include "simulator/addons/abs/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::abs {

using orm::RecordSet;

namespace {

void check_kind(const RecordSet& products) {
  for (const RecordSet& product : products) {
    const std::string category = product.text("x_pu_category");
    if (!product.text("x_service_type").empty() && category != "service")
      throw orm::validation_error(product.display_name() + " is no service: it has no type of service.");
    if (!product.text("x_contract_type").empty() && category != "contract")
      throw orm::validation_error(product.display_name() + " is no contract: it has no type of contract.");
    if (product.flag("recurring_invoice") && category != "contract" && category != "digital")
      throw orm::validation_error(product.display_name() +
                                  " is neither contract nor digital: it is not invoiced again and again.");
  }
}

}  // namespace

orm::Behaviour product_template() {
  return {
      .model = "product.template",
      .constraints = {{check_kind, {"x_pu_category", "x_service_type", "x_contract_type", "recurring_invoice"}}},
  };
}

}  // namespace paridoo::addons::abs
