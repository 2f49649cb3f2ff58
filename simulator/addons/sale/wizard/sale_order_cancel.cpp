// sale.order.cancel: asks before an order that the customer knows of is cancelled.
#include "simulator/addons/mail/mail_template.h"
#include "simulator/addons/mail/template_text.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::RecordSet;
using orm::Value;

namespace {

Value default_author_id(const RecordSet& model) { return model.env().user()["partner_id"]; }

void compute_recipient_ids(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet order = wizard["order_id"];
    const RecordSet readers = order["message_partner_ids"] - wizard["author_id"];
    wizard.set("recipient_ids", Value((order["partner_id"] | readers).ids()));
  }
}

void compute_display_invoice_alert(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    wizard.set("display_invoice_alert", !wizard["order_id"]["invoice_ids"].where("state", "=", "draft").empty());
}

// The letter is what its template makes of the order; without one nobody has written it yet.
void compute_letter(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet letter = wizard["template_id"], order = wizard["order_id"];
    const bool is_made = letter && order;
    const Value subject = is_made ? Value(mail::render_inline(order, letter.text("subject"))) : wizard.value("subject");
    const Value body = is_made ? Value(mail::render_markup(order, letter.text("body_html"))) : wizard.value("body");
    wizard.set("subject", subject ? subject : Value(false));
    wizard.set("body", body ? body : Value(false));
  }
}

void compute_lang(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet letter = wizard["template_id"];
    wizard.set("lang", letter ? letter.value("lang") : Value(false));
  }
}

Value action_cancel(const RecordSet& wizard, const Arguments&) {
  return wizard["order_id"].with_context({{"disable_cancel_warning", true}}).call("action_cancel");
}

Value action_send_mail_and_cancel(const RecordSet& wizard, const Arguments&) {
  mail::message_post(wizard.ensure_one()["order_id"], wizard.text("body"),
                     {.subject = wizard.text("subject"),
                      .message_type = "comment",
                      .author = wizard["author_id"],
                      .partner_ids = wizard["recipient_ids"].ids()});
  return wizard.call("action_cancel");
}

}  // namespace

orm::Behaviour sale_order_cancel() {
  return {
      .model = "sale.order.cancel",
      .in = {.until = orm::Series::v18},
      .defaults = {{"author_id", default_author_id}},
      .computes = {{{"recipient_ids"}, compute_recipient_ids},
                   {{"display_invoice_alert"}, compute_display_invoice_alert},
                   {{"subject", "body"}, compute_letter},
                   {{"lang"}, compute_lang}},
      .methods = {{"action_cancel", "", action_cancel},
                  {"action_send_mail_and_cancel", "", action_send_mail_and_cancel}},
  };
}

}  // namespace paridoo::addons::sale
