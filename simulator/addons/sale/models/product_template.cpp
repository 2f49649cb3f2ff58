// product.template: how a product is invoiced, and how much of it was sold.
#include "simulator/addons/sale/models/product_template.h"

#include "simulator/addons/sale/models.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::sale {

using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

void compute_invoice_policy(const RecordSet& products) {
  for (const RecordSet& product : products)
    if (product.text("type") == "consu" || product.text("invoice_policy").empty())
      product.set("invoice_policy", "order");
}

void compute_visible_expense_policy(const RecordSet& products) {
  const bool visible =
      static_cast<bool>(products.env().user().sudo().call("has_group", {"analytic.group_analytic_accounting"}));
  for (const RecordSet& product : products)
    product.set("visible_expense_policy", visible && product.flag("purchase_ok"));
}

void compute_sales_count(const RecordSet& products) {
  for (const RecordSet& product : products) {
    const RecordSet variants = product.with_context({{"active_test", false}})["product_variant_ids"];
    product.set("sales_count", orm::float_round(variants.sum("sales_count"), uom::rounding_of(product["uom_id"])));
  }
}

// A product that another company has sold stays open to it.
void check_company_of_sales(const RecordSet& products) {
  for (const RecordSet& product : products) {
    const RecordSet company = product["company_id"];
    if (company.empty()) continue;
    const RecordSet lines = product.sudo().env()["sale.order.line"];
    if (lines.search_count(term("product_id.product_tmpl_id", "=", product) & !term("company_id", "child_of", company)))
      throw orm::validation_error(product.display_name() + " is on orders of another company than " +
                                  company.display_name() + ", and cannot be restricted to it.");
  }
}

Value default_no_message(const RecordSet&) { return "no-message"; }
Value default_no_expenses(const RecordSet&) { return "no"; }

}  // namespace

void compute_service_type(const RecordSet& products) {
  for (const RecordSet& product : products)
    if (product.text("type") == "consu" || product.text("service_type").empty()) product.set("service_type", "manual");
}

void compute_expense_policy(const RecordSet& products) {
  for (const RecordSet& product : products)
    if (!product.flag("sale_ok")) product.set("expense_policy", "no");
}

orm::Behaviour product_template() {
  return {
      .model = "product.template",
      .defaults = {{"sale_line_warn", default_no_message, orm::In{.until = orm::Series::v18}},
                   {"expense_policy", default_no_expenses}},
      .computes = {{{"invoice_policy"}, compute_invoice_policy},
                   {{"service_type"}, compute_service_type},
                   {{"expense_policy"}, compute_expense_policy},
                   {{"visible_expense_policy"}, compute_visible_expense_policy},
                   {{"sales_count"}, compute_sales_count}},
      .constraints = {{check_company_of_sales, {"company_id"}}},
  };
}

}  // namespace paridoo::addons::sale
