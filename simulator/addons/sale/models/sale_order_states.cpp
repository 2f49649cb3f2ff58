// From quotation to order, and out of it: confirming, locking, cancelling, going back to draft.
#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/mail/template_message.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

bool lacks_product(const RecordSet& line) {
  return line.text("display_type").empty() && !line.flag("is_downpayment") && line["product_id"].empty();
}

// Why an order cannot be confirmed; empty if it can.
std::string confirmation_error(const RecordSet& order) {
  const std::string state = order.text("state");
  if (state != "draft" && state != "sent")
    return "Only quotations can be confirmed, and some of these orders are none any more.";
  if (order.env().since(orm::Series::v18) && !order["order_line"].filtered(lacks_product).empty())
    return "An order with a line that has no product cannot be confirmed.";
  return {};
}

// The context without what a client meant for the order itself, not for the documents that follow from it.
RecordSet without_default_name(const RecordSet& orders) {
  Dict context = orders.env().context();
  context.erase("default_name");
  if (orders.env().since(orm::Series::v19)) context.erase("default_user_id");
  return orders.in(orders.env().with_whole_context(std::move(context)));
}

// Since 19.0 customers do not follow their orders.
void subscribe_customers(const RecordSet& orders) {
  if (orders.env().since(orm::Series::v19)) return;
  for (const RecordSet& order : orders) mail::message_subscribe(order, order["partner_id"].ids());
}

// Orders lock themselves if their creator has it so; since 19.0 if the database has it so.
bool locks_when_confirmed(const RecordSet& orders) {
  constexpr orm::Id superuser = 1;
  const RecordSet creator =
      orders.env().since(orm::Series::v19) ? orders.env()["res.users"].browse(superuser) : orders.first()["create_uid"];
  return creator && user_has_group(creator, "sale.group_auto_done_setting");
}

Value action_confirm(const RecordSet& orders, const Arguments&) {
  for (const RecordSet& order : orders)
    if (const std::string error = confirmation_error(order); !error.empty()) throw orm::user_error(error);
  subscribe_customers(orders);
  orders.write(orders.call("_prepare_confirmation_values").dict());
  without_default_name(orders).call("_action_confirm");
  if (locks_when_confirmed(orders)) orders.call("action_lock");
  if (orders.env().context("send_email") && orders.env().since(orm::Series::v18))
    orders.call("_send_order_confirmation_mail");
  return true;
}

Value prepare_confirmation_values(const RecordSet& orders, const Arguments&) {
  return Dict{{"state", "sale"}, {"date_order", orders.env().now_text()}};
}

// What follows from a confirmation: for other modules to extend.
Value after_confirmation(const RecordSet&, const Arguments&) { return {}; }

Value get_confirmation_template(const RecordSet& order, const Arguments&) {
  const auto found = order.env().find_ref("sale.mail_template_sale_confirmation");
  return found ? Value(*found) : Value(false);
}

Value send_order_confirmation_mail(const RecordSet& orders, const Arguments&) {
  for (const RecordSet& order : orders) {
    const Value found = order.call("_get_confirmation_template");
    if (found) order.call("_send_order_notification_mail", {found});
  }
  return {};
}

bool waits_for_job(const RecordSet& order) {
  const std::string wanted = base::config_parameter(order.env(), "sale.async_emails");
  if (wanted.empty() || wanted == "0" || wanted == "False" || wanted == "false") return false;
  const bool is_19 = order.env().since(orm::Series::v19);
  const auto job = order.sudo().env().find_ref(is_19 ? "sale.send_pending_emails_cron" : "sale_async_emails.cron");
  return job && (!is_19 || job->flag("active"));
}

// A mail to the customer that the order's chatter keeps: at once, or when the job for it runs.
Value send_order_notification_mail(const RecordSet& order, const Arguments& arguments) {
  const Value& chosen = arguments["mail_template"];
  if (!chosen) return {};
  if (arguments["allow_deferred_sending"] && waits_for_job(order))
    order.ensure_one().set("pending_email_template_id", chosen);
  else
    mail::post_from_template(order.ensure_one(), order.env()["mail.template"].browse(chosen.integer()));
  return {};
}

Value send_pending_emails(const RecordSet& model, const Arguments&) {
  for (const RecordSet& order : model.search(term("pending_email_template_id", "!=", false))) {
    order.call("_send_order_notification_mail", {order["pending_email_template_id"], false});
    order.set("pending_email_template_id", false);
  }
  return {};
}

Value action_lock(const RecordSet& orders, const Arguments&) {
  orders.set("locked", true);
  return {};
}

Value action_unlock(const RecordSet& orders, const Arguments&) {
  orders.set("locked", false);
  return {};
}

Value action_draft(const RecordSet& orders, const Arguments&) {
  orders.where("state", "in", List{"cancel", "sent"})
      .write({{"state", "draft"}, {"signature", false}, {"signed_by", false}, {"signed_on", false}});
  return true;
}

Value action_quotation_sent(const RecordSet& orders, const Arguments&) {
  if (!orders.where("state", "!=", "draft").empty())
    throw orm::user_error("Only quotations that are drafts can be marked as sent.");
  subscribe_customers(orders);
  orders.write({{"state", "sent"}});
  return {};
}

Value action_cancel(const RecordSet& orders, const Arguments&) {
  if (!orders.filtered("locked").empty()) throw orm::user_error("Unlock the order first: a locked one stays as it is.");
  const bool cancels_at_once = orders.env().since(orm::Series::v19) || !orders.call("_show_cancel_wizard");
  if (cancels_at_once) return orders.call("_action_cancel");
  return cancel_wizard_action(orders.ensure_one());
}

Value show_cancel_wizard(const RecordSet& orders, const Arguments&) {
  if (orders.env().context("disable_cancel_warning")) return false;
  return !orders.where("state", "!=", "draft").empty();
}

Value cancel_now(const RecordSet& orders, const Arguments&) {
  const RecordSet drafts = orders["invoice_ids"].where("state", "=", "draft");
  if (drafts) drafts.call("button_cancel");
  orders.write({{"state", "cancel"}});
  return true;
}

}  // namespace

namespace {

Value track_subtype(const RecordSet& order, const Arguments& arguments, const orm::Super& super) {
  const std::string state = order.text("state");
  if (!arguments["initial_values"].dict().contains("state")) return super();
  return state == "sale" ? Value("sale.mt_order_confirmed") : state == "sent" ? Value("sale.mt_order_sent") : super();
}

}  // namespace

std::vector<orm::Method> state_methods() {
  return {
      {"_track_subtype", "initial_values", track_subtype},
      {"action_confirm", "", action_confirm},
      {"_prepare_confirmation_values", "", prepare_confirmation_values},
      {"_action_confirm", "", after_confirmation},
      {"_get_confirmation_template", "", get_confirmation_template},
      {"_send_order_confirmation_mail", "", send_order_confirmation_mail},
      {"_send_order_notification_mail", "mail_template, allow_deferred_sending=True", send_order_notification_mail},
      orm::model_method("_cron_send_pending_emails", "auto_commit=True", send_pending_emails),
      {"action_lock", "", action_lock},
      {"action_unlock", "", action_unlock},
      {"action_draft", "", action_draft},
      {"action_quotation_sent", "", action_quotation_sent},
      {"action_cancel", "", action_cancel},
      {"_show_cancel_wizard", "", show_cancel_wizard, orm::In{.until = orm::Series::v18}},
      {"_action_cancel", "", cancel_now},
  };
}

}  // namespace paridoo::addons::sale
