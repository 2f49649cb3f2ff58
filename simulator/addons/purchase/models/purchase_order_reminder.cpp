// purchase.order: vendors are reminded of what they have to deliver, some days before.
#include <chrono>

#include "simulator/addons/mail/template_message.h"
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/purchase/models/purchase_order.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::purchase {

using orm::Arguments;
using orm::Domain;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

// Since 19.0 an order knows whether its vendor is reminded; before, the vendor does, in the order's company.
Domain unanswered(const orm::Env& env) {
  if (env.since(orm::Series::v19))
    return term("state", "=", "purchase") & term("acknowledged", "=", false) &
           term("receipt_reminder_email", "=", true);
  return term("state", "in", orm::List{"purchase", "done"}) & term("mail_reminder_confirmed", "=", false);
}

// Of a single service nothing arrives; of several ones Odoo reminds all the same.
bool is_reminded(const RecordSet& order) {
  const bool vendor_is = order["partner_id"].with_company(order["company_id"]).flag("receipt_reminder_email");
  if (!order.env().since(orm::Series::v19) && !vendor_is) return false;
  const RecordSet ordered = order.mapped("order_line.product_id.product_tmpl_id");
  return ordered.size() != 1 || ordered.text("type") != "service";
}

bool is_time_for(const RecordSet& order) {
  const auto planned = order.moment("date_planned");
  if (!planned) return false;
  const auto reminded = *planned - std::chrono::days(order.integer("reminder_date_before_receipt"));
  return std::chrono::floor<std::chrono::days>(reminded) == order.env().today();
}

Value send_reminders(const RecordSet& model, const Arguments& arguments) {
  if (arguments["send_single"]) throw orm::not_simulated("purchase.order._send_reminder_mail of a single order");
  const auto chosen = model.env().find_ref("purchase.email_template_edi_purchase_reminder");
  if (!chosen || !user_has_group(model.env().user(), "purchase.group_send_reminder")) return {};
  for (const RecordSet& order : model.search(term("partner_id", "!=", false) & unanswered(model.env())))
    if (is_reminded(order) && is_time_for(order))
      mail::post_from_template(order.with_context({{"is_reminder", true}}), *chosen);
  return {};
}

}  // namespace

orm::Behaviour purchase_order_reminder() {
  return {.model = "purchase.order",
          .methods = {orm::model_method("_send_reminder_mail", "send_single=False", send_reminders)}};
}

}  // namespace paridoo::addons::purchase
