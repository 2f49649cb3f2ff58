// Actions of an order that open a window: what they tell a client to show.
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models/sale_order.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

Value id_of(const orm::Env& env, std::string_view xmlid) {
  const auto found = env.find_ref(xmlid);
  return found ? Value(*found) : Value(false);
}

constexpr std::string_view mail_layout = "mail.mail_notification_layout_with_responsible_signature";

// The mail that goes with a quotation or an order, as default values of the mail composer. Sending it marks quotations
// as sent: message_post reads "mark_so_as_sent".
Dict mail_context(const RecordSet& orders) {
  const auto& env = orders.env();
  Dict context{{"default_model", "sale.order"},
               {"default_res_ids", Value(orders.ids())},
               {"default_composition_mode", orders.size() > 1 ? "mass_mail" : "comment"},
               {"default_email_layout_xmlid", mail_layout},
               {"email_notification_allow_footer", true},
               {"proforma", static_cast<bool>(env.context("proforma"))}};
  if (orders.size() > 1) return context;
  context.update({{"force_email", true}, {"model_description", orders.text("type_name")}});
  if (env.context("hide_default_template")) return context;
  const bool as_quotation = env.context("proforma") || orders.text("state") != "sale";
  const Value found =
      as_quotation ? id_of(env, "sale.email_template_edi_sale") : orders.call("_get_confirmation_template");
  context.update({{"default_template_id", found}, {"mark_so_as_sent", true}});
  return context;
}

Value action_quotation_send(const RecordSet& orders, const Arguments&) {
  Dict action{{"type", "ir.actions.act_window"},    {"view_mode", "form"}, {"res_model", "mail.compose.message"},
              {"views", List{List{false, "form"}}}, {"view_id", false},    {"target", "new"},
              {"context", mail_context(orders)}};
  if (orders.env().since(orm::Series::v19)) action.set("name", "Send");
  return action;
}

Value action_view_invoice_method(const RecordSet& orders, const Arguments& arguments) {
  const RecordSet invoices = records_in(orders.env()["account.move"], arguments["invoices"]);
  return action_view_invoice(orders, invoices ? invoices : orders["invoice_ids"]);
}

Value action_preview_sale_order(const RecordSet& order, const Arguments&) {
  return Dict{{"type", "ir.actions.act_url"}, {"target", "self"}, {"url", order.ensure_one().text("access_url")}};
}

Value action_open_business_doc(const RecordSet& order, const Arguments&) {
  return Dict{{"name", "Order"},
              {"type", "ir.actions.act_window"},
              {"res_model", "sale.order"},
              {"res_id", order.ensure_one()},
              {"views", List{List{false, "form"}}}};
}

Value action_open_discount_wizard(const RecordSet& order, const Arguments&) {
  order.ensure_one();
  return Dict{{"name", "Discount"},
              {"type", "ir.actions.act_window"},
              {"res_model", "sale.order.discount"},
              {"view_mode", "form"},
              {"target", "new"}};
}

}  // namespace

Dict cancel_wizard_action(const RecordSet& order) {
  const auto& env = order.env();
  const Dict context{{"default_template_id", id_of(env, "sale.mail_template_sale_cancellation")},
                     {"default_order_id", order},
                     {"mark_so_as_canceled", true},
                     {"default_email_layout_xmlid", mail_layout},
                     {"model_description", order.text("type_name")}};
  return Dict{{"name", "Cancel " + order.text("type_name")},
              {"type", "ir.actions.act_window"},
              {"res_model", "sale.order.cancel"},
              {"view_mode", "form"},
              {"view_id", id_of(env, "sale.sale_order_cancel_view_form")},
              {"context", context},
              {"target", "new"}};
}

std::vector<orm::Method> window_methods() {
  return {
      {"action_open_discount_wizard", "", action_open_discount_wizard},
      {"action_quotation_send", "", action_quotation_send},
      {"action_view_invoice", "invoices=False", action_view_invoice_method},
      {"action_preview_sale_order", "", action_preview_sale_order},
      {"action_open_business_doc", "", action_open_business_doc},
  };
}

}  // namespace paridoo::addons::sale
