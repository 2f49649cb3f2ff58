// sale.order.template: what new quotations of one kind have in common.
#include "simulator/addons/sale_management/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_management {

using orm::Dict;
using orm::RecordSet;
using orm::term;
using orm::Value;
using orm::WriteSuper;

namespace {

RecordSet company_of(const RecordSet& quotation_template) {
  const RecordSet own = quotation_template["company_id"];
  return own ? own : quotation_template.env().company();
}

void compute_require_signature(const RecordSet& templates) {
  for (const RecordSet& one : templates) one.set("require_signature", company_of(one).flag("portal_confirmation_sign"));
}

void compute_require_payment(const RecordSet& templates) {
  for (const RecordSet& one : templates) one.set("require_payment", company_of(one).flag("portal_confirmation_pay"));
}

void compute_prepayment_percent(const RecordSet& templates) {
  for (const RecordSet& one : templates) one.set("prepayment_percent", company_of(one).number("prepayment_percent"));
}

void check_prepayment_percent(const RecordSet& templates) {
  for (const RecordSet& one : templates) {
    const double share = one.number("prepayment_percent");
    if (one.flag("require_payment") && !(share > 0 && share <= 1))
      throw orm::validation_error("The part to be paid in advance lies between 0% and 100%.");
  }
}

void check_companies_of_products(const RecordSet& templates) {
  for (const RecordSet& one : templates) {
    RecordSet owners = one.mapped("sale_order_template_line_ids.product_id.company_id");
    if (!one.env().since(orm::Series::v19))
      owners |= one.mapped("sale_order_template_option_ids.product_id.company_id");
    if (owners.size() > 1 || (owners && !(owners == one["company_id"])))
      throw orm::validation_error("The products of a quotation template belong to its own company.");
  }
}

// A template that is archived is nobody's default any more.
void write(const RecordSet& templates, Dict values, const WriteSuper& super) {
  if (values.contains("active") && !values.get("active")) {
    const RecordSet companies = templates.sudo().env()["res.company"];
    companies.search(term("sale_order_template_id", "in", Value(templates.ids())))
        .write({{"sale_order_template_id", false}});
  }
  super(templates, std::move(values));
}

}  // namespace

orm::Behaviour sale_order_template() {
  return {
      .model = "sale.order.template",
      .computes = {{{"require_signature"}, compute_require_signature},
                   {{"require_payment"}, compute_require_payment},
                   {{"prepayment_percent"}, compute_prepayment_percent}},
      .constraints = {{check_prepayment_percent, {"prepayment_percent"}},
                      {check_companies_of_products, {"company_id", "sale_order_template_line_ids"}}},
      .write = write,
  };
}

}  // namespace paridoo::addons::sale_management
