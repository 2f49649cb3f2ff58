// sale.order: what is billed again and again begins with the order that sells it.
#include "simulator/addons/abs/models.h"
#include "simulator/addons/abs/subscription.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::abs {

using orm::Arguments;
using orm::Dict;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Dict subscription_values(const RecordSet& line) {
  const RecordSet order = line["order_id"];
  return {{"partner_id", order["partner_id"]},
          {"product_id", line["product_id"]},
          {"quantity", line.number("product_uom_qty")},
          {"price_unit", line.number("price_unit")},
          {"currency_id", order["currency_id"]},
          {"company_id", order["company_id"]},
          {"order_id", order},
          {"date_start", order.env().today_text()}};
}

bool recurs(const RecordSet& line) {
  return line["product_id"].flag("recurring_invoice") && line.text("display_type").empty();
}

Value action_confirm(const RecordSet& orders, const Arguments&, const Super& super) {
  const Value result = super();
  const RecordSet subscriptions = orders.env()["abs.subscription"];
  for (const RecordSet& line : orders["order_line"].filtered(recurs)) {
    const RecordSet made = subscriptions.create(subscription_values(line));
    made.call("action_activate");
    // The order itself invoices the first period.
    made.write({{"next_invoice_date", orm::format_day(period_after(made, *made.day("next_invoice_date")))}});
  }
  return result;
}

}  // namespace

orm::Behaviour sale_order() { return {.model = "sale.order", .methods = {{"action_confirm", "", action_confirm}}}; }

}  // namespace paridoo::addons::abs
