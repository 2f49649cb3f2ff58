// sale.order: an order tells its opportunity what it is worth.
#include "simulator/addons/sale_crm/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_crm {

using orm::Arguments;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value action_confirm(const RecordSet& orders, const Arguments&, const Super& super) {
  const Value result = super();
  for (const RecordSet& order : orders) {
    const RecordSet opportunity = order["opportunity_id"];
    const double amount = order.number("amount_untaxed");
    if (opportunity && opportunity.number("expected_revenue") < amount &&
        opportunity["company_id"]["currency_id"] == order["currency_id"])
      opportunity.write({{"expected_revenue", amount}});
  }
  return result;
}

}  // namespace

orm::Behaviour sale_order() {
  return {
      .model = "sale.order",
      .methods = {{"action_confirm", "", action_confirm}},
  };
}

}  // namespace paridoo::addons::sale_crm
