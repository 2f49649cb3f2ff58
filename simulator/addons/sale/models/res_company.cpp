// res.company: what a company asks of its customers before an order is confirmed.
#include "simulator/addons/sale/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale {

using orm::RecordSet;

namespace {

void check_prepayment_percent(const RecordSet& companies) {
  for (const RecordSet& company : companies) {
    const double share = company.number("prepayment_percent");
    if (company.flag("portal_confirmation_pay") && !(share > 0 && share <= 1))
      throw orm::validation_error("The part to be paid in advance lies between 0% and 100%.");
  }
}

void check_quotation_validity_days(const RecordSet& companies) {
  for (const RecordSet& company : companies)
    if (company.integer("quotation_validity_days") < 0)
      throw orm::validation_error("A quotation is valid for a number of days, or for ever (0).");
}

}  // namespace

orm::Behaviour res_company() {
  return {
      .model = "res.company",
      .constraints = {{check_prepayment_percent, {"prepayment_percent"}},
                      {check_quotation_validity_days, {"quotation_validity_days"}}},
  };
}

}  // namespace paridoo::addons::sale
