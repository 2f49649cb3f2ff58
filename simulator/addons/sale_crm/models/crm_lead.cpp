// crm.lead: the quotations and orders of an opportunity.
#include "simulator/addons/base/currency.h"
#include "simulator/addons/sale_crm/models.h"

namespace paridoo::addons::sale_crm {

using orm::List;
using orm::RecordSet;

namespace {

double amount_of(const RecordSet& orders, const RecordSet& currency) {
  double amount = 0;
  for (const RecordSet& order : orders)
    amount += base::convert(order.number("amount_untaxed"), order["currency_id"], currency, order["company_id"],
                            order.day("date_order"));
  return amount;
}

void compute_sale_data(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const RecordSet orders = lead["order_ids"].where("state", "=", "sale");
    lead.set("sale_amount_total", amount_of(orders, lead["company_currency"]));
    lead.set("quotation_count", lead["order_ids"].where("state", "in", List{"draft", "sent"}).size());
    lead.set("sale_order_count", orders.size());
  }
}

}  // namespace

orm::Behaviour crm_lead() {
  return {
      .model = "crm.lead",
      .computes = {{{"sale_amount_total", "quotation_count", "sale_order_count"}, compute_sale_data}},
  };
}

}  // namespace paridoo::addons::sale_crm
