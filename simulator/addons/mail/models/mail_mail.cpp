// mail.mail: letters, waiting to be sent or sent.
#include "simulator/addons/mail/models.h"
#include "simulator/addons/mail/outgoing.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

Value send(const RecordSet& self, const Arguments& arguments) {
  send_letters(self, static_cast<bool>(arguments["raise_exception"]));
  return {};
}

Value process_email_queue(const RecordSet& self, const Arguments& arguments) {
  const Domain due = term("scheduled_date", "=", false) | term("scheduled_date", "<=", self.env().now_text());
  Domain waiting = term("state", "=", "outgoing") & due;
  if (arguments["ids"].is_list()) waiting = waiting & term("id", "in", arguments["ids"]);
  send_letters(self.sudo().search(waiting, {.order = "id"}));
  return {};
}

Value mark_outgoing(const RecordSet& self, const Arguments&) {
  self.write({{"state", "outgoing"}});
  return true;
}

Value cancel(const RecordSet& self, const Arguments&) {
  self.write({{"state", "cancel"}});
  return true;
}

Value action_retry(const RecordSet& self, const Arguments&) {
  self.where("state", "=", "exception").call("mark_outgoing");
  return {};
}

// A letter that is no notification takes its message with it.
void unlink(const RecordSet& self, const UnlinkSuper& super) {
  const RecordSet messages = self.where("is_notification", "=", false)["mail_message_id"];
  super(self);
  messages.sudo().unlink();
}

void compute_shown(const RecordSet& self) {
  for (const RecordSet& mail : self) {
    mail.set("body_content", mail.value("body_html"));
    mail.set("mail_message_id_int", mail["mail_message_id"].id());
    mail.set("unrestricted_attachment_ids", mail["attachment_ids"].ids());
    mail.set("restricted_attachment_count", 0);
  }
}

Domain search_body_content(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("body_html", std::string(comparison), operand);
}

}  // namespace

Behaviour mail_mail() {
  return {
      .model = "mail.mail",
      .inherits = {{"mail.message", "mail_message_id"}},
      .rec_name = "subject",
      .computes = {{{"body_content", "mail_message_id_int", "unrestricted_attachment_ids",
                     "restricted_attachment_count"},
                    compute_shown}},
      .searches = {{"body_content", search_body_content}},
      .methods = {{"send", "auto_commit=False, raise_exception=False, post_send_callback=None", send},
                  {"mark_outgoing", "", mark_outgoing},
                  {"cancel", "", cancel},
                  {"action_retry", "", action_retry},
                  model_method("process_email_queue", "ids=None, batch_size=1000, email_ids=None",
                               process_email_queue)},
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::mail
