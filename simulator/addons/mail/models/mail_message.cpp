#include "simulator/addons/mail/document_access.h"
#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

void compute_is_own(const RecordSet& self) {
  const Id own = self.env().user().sudo()["partner_id"].id();
  for (const RecordSet& message : self)
    message.set("is_current_user_or_guest_author", message["author_id"].id() == own);
}

// The text without its tags, on one line.
std::string plain(const std::string& html) {
  std::string out;
  bool in_tag = false;
  for (const char c : html) {
    if (c == '<') in_tag = true;
    if (!in_tag) out += c == '\n' ? ' ' : c;
    if (c == '>') in_tag = false;
  }
  return out;
}

void compute_preview(const RecordSet& self) {
  constexpr std::size_t length_max = 190;
  for (const RecordSet& message : self) {
    const std::string text = plain(message.text("body"));
    message.set("preview", text.size() <= length_max ? text : text.substr(0, length_max) + "[...]");
  }
}

void compute_starred(const RecordSet& self) {
  const Id own = self.env().user().sudo()["partner_id"].id();
  for (const RecordSet& message : self) message.set("starred", message.sudo()["starred_partner_ids"].contains(own));
}

void compute_notifications(const RecordSet& self) {
  const Id own = self.env().user().sudo()["partner_id"].id();
  for (const RecordSet& message : self) {
    const RecordSet notes = message.sudo()["notification_ids"];
    const bool unread = !notes.where("res_partner_id", "=", own).where("is_read", "=", false).empty();
    const bool failed = !notes.where("notification_status", "in", List{"bounce", "exception"}).empty();
    message.set("needaction", unread);
    message.set("has_error", failed);
    message.set("has_sms_error", false);
    message.set("snailmail_error", false);
  }
}

void compute_notified_partners(const RecordSet& self) {
  for (const RecordSet& message : self)
    message.set("notified_partner_ids", message.sudo()["notification_ids"]["res_partner_id"].ids());
}

void compute_display_name(const RecordSet& self) {
  const std::string_view shown = self.env().since(Series::v19) ? "subject" : "record_name";
  for (const RecordSet& message : self) message.set("display_name", message.value(shown));
}

Value default_author(const RecordSet& model) { return model.env().user().sudo()["partner_id"]; }

Value default_email_from(const RecordSet& model) {
  return model.env().user().sudo()["partner_id"].value("email_formatted");
}

Value toggle_message_starred(const RecordSet& self, const Arguments&) {
  const Id own = self.env().user().sudo()["partner_id"].id();
  for (const RecordSet& message : self.sudo()) {
    const bool starred = message["starred_partner_ids"].contains(own);
    message.write({{"starred_partner_ids", List{starred ? command::unlink(own) : command::link(own)}}});
  }
  return {};
}

}  // namespace

Behaviour mail_message() {
  return {
      .model = "mail.message",
      .rec_name = "record_name",
      .shared_relations = {{"starred_partner_ids", "res.partner", "starred_message_ids", In{.until = Series::v18}}},
      .defaults = {{"author_id", default_author}, {"email_from", default_email_from}},
      .computes = {{{"is_current_user_or_guest_author"}, compute_is_own},
                   {{"preview"}, compute_preview},
                   {{"starred"}, compute_starred},
                   {{"needaction", "has_error", "has_sms_error", "snailmail_error"}, compute_notifications},
                   {{"notified_partner_ids"}, compute_notified_partners},
                   {{"display_name"}, compute_display_name}},
      .methods = {{"toggle_message_starred", "", toggle_message_starred},
                  {"_permitted", "operation, left", messages_permitted},
                  {"_found", "", messages_found},
                  model_method("_search_domain", "domain", search_domain_of_messages)},
  };
}

}  // namespace paridoo::addons::mail
