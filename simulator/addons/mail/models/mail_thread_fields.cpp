#include "simulator/addons/mail/models/mail_thread.h"
#include "simulator/addons/mail/thread.h"

namespace paridoo::addons::mail::thread {

using namespace orm;

namespace {

Domain of_record(const RecordSet& record, const std::string& model_field) {
  return term(model_field, "=", record.model().name) & term("res_id", "=", record.id());
}

}  // namespace

void compute_message_partner_ids(const RecordSet& self) {
  for (const RecordSet& record : self)
    record.set("message_partner_ids", record["message_follower_ids"]["partner_id"].ids());
}

void inverse_message_partner_ids(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const RecordSet wanted = record["message_partner_ids"];
    const RecordSet followers = record["message_follower_ids"];
    const RecordSet dropped = followers["partner_id"] - wanted;
    if (dropped) followers.where("partner_id", "in", dropped.ids()).sudo().unlink();
    message_subscribe(record, wanted.ids());
  }
}

void compute_message_is_follower(const RecordSet& self) {
  const Id own = self.env().user().sudo()["partner_id"].id();
  for (const RecordSet& record : self)
    record.set("message_is_follower", record.sudo()["message_follower_ids"]["partner_id"].contains(own));
}

void compute_has_message(const RecordSet& self) {
  const RecordSet messages = self.sudo().env()["mail.message"];
  for (const RecordSet& record : self) record.set("has_message", messages.search_count(of_record(record, "model")) > 0);
}

void compute_message_attachment_count(const RecordSet& self) {
  const RecordSet attachments = self.sudo().env()["ir.attachment"];
  for (const RecordSet& record : self)
    record.set("message_attachment_count", attachments.search_count(of_record(record, "res_model")));
}

// Messages of the user that did not reach somebody, and those that he has not read.
void compute_notifications(const RecordSet& self) {
  const Id own = self.env().user().sudo()["partner_id"].id();
  const RecordSet messages = self.sudo().env()["mail.message"], notes = self.sudo().env()["mail.notification"];
  for (const RecordSet& record : self) {
    const RecordSet all = messages.search(of_record(record, "model"));
    const auto count = [&](const Domain& of_notes) -> std::int64_t {
      const RecordSet found = notes.search(term("mail_message_id", "in", all.ids()) & of_notes);
      return static_cast<std::int64_t>(found["mail_message_id"].size());
    };
    const std::int64_t failed = count(term("notification_status", "in", List{"bounce", "exception"}) &
                                      term("mail_message_id.author_id", "=", own));
    const std::int64_t unread = count(term("is_read", "=", false) & term("res_partner_id", "=", own));
    const auto set = [&](std::string_view field, const Value& value) {
      if (record.model().has(field)) record.set(field, value);
    };
    set("message_has_error", failed > 0);
    set("message_has_error_counter", failed);
    set("message_needaction", unread > 0);
    set("message_needaction_counter", unread);
    set("message_has_sms_error", false);
  }
}

}  // namespace paridoo::addons::mail::thread
