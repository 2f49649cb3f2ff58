#include "simulator/addons/base/attachment_content.h"
#include "simulator/addons/base/users.h"
#include "simulator/addons/mail/models/mail_thread.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::mail::thread {

using namespace orm;

namespace {

std::string as_text(const Value& value) { return value.is_text() ? value.text() : ""; }

Ids ids_argument(const Value& value, std::string_view name) {
  if (value.is_unset()) return {};
  const bool fits = value.is_list() && value.ids().size() == value.list().size();
  if (!fits)
    throw value_error("Posting a message takes " + std::string(name) + " as a list of ids, not " + repr(value));
  return value.ids();
}

// Attachments come as pairs of a name and a content.
Ids create_attachments(const RecordSet& record, const Value& given) {
  Ids ids;
  if (given.is_unset()) return ids;
  for (const Value& one : given.is_list() ? given.list() : throw value_error("attachments are a list of pairs")) {
    if (!one.is_list() || one.list().size() < 2 || !one.list()[0].is_text() || !one.list()[1].is_text())
      throw value_error("an attachment is a pair of a name and a content");
    const std::string content = base::encode_base64(one.list()[1].text());
    const RecordSet attachment = record.env()["ir.attachment"].create(
        {{"name", one.list()[0]}, {"datas", content}, {"res_model", record.model().name}, {"res_id", record.id()}});
    ids.push_back(attachment.id());
  }
  return ids;
}

void refuse_reserved(const Arguments& arguments) {
  for (const std::string_view reserved : {"model", "res_id", "subtype"})
    if (arguments.all().contains(reserved)) throw value_error("message_post does not take " + std::string(reserved));
  if (arguments["message_type"] == Value("user_notification"))
    throw value_error("a notification of a user is no message on a record");
}

// Further named arguments are values of the message, if it has such fields.
Dict further_values(const Env& env, const Arguments& arguments) {
  Dict out;
  for (const auto& [name, value] : arguments.all()) {
    const bool is_parameter = name == "body" || name == "subject" || name == "message_type" || name == "subtype_id" ||
                              name == "partner_ids" || name == "attachment_ids" || name == "author_id" ||
                              name == "email_from" || name == "parent_id";
    if (!is_parameter && env.registry().at("mail.message").has(name)) out.set(name, value);
  }
  if (arguments["parent_id"].is_integer()) out.set("parent_id", arguments["parent_id"]);
  if (arguments["subtype_id"].is_integer()) out.set("subtype_id", arguments["subtype_id"]);
  if (arguments["email_from"].is_text()) out.set("email_from", arguments["email_from"]);
  return out;
}

}  // namespace

Value call_message_post(const RecordSet& self, const Arguments& arguments) {
  const RecordSet& record = self.ensure_one();
  refuse_reserved(arguments);
  check_access(self.env(), self.model(), Operation::read);
  const std::string body = as_text(arguments["body"]), subtype = as_text(arguments["subtype_xmlid"]);
  PostOptions options{.subject = as_text(arguments["subject"]),
                      .message_type = as_text(arguments["message_type"]),
                      .subtype_xmlid = subtype.empty() ? "mail.mt_note" : subtype,
                      .partner_ids = ids_argument(arguments["partner_ids"], "partner_ids"),
                      .attachment_ids = ids_argument(arguments["attachment_ids"], "attachment_ids"),
                      .more = further_values(self.env(), arguments)};
  for (const Id id : create_attachments(record, arguments["attachments"])) options.attachment_ids.push_back(id);
  if (arguments["author_id"].is_integer())
    options.author = self.env()["res.partner"].browse(arguments["author_id"].integer());
  const RecordSet message = message_post(record, arguments["body_is_html"] ? body : as_html(body), options);
  // Before 19.0 one method says of itself how its record is told to clients.
  return self.env().since(Series::v19) ? Value(message.ids()) : Value(message.id());
}

Value call_message_subscribe(const RecordSet& self, const Arguments& arguments) {
  const Ids partners = ids_argument(arguments["partner_ids"], "partner_ids");
  if (self.empty() || partners.empty()) return true;
  const Id own = self.env().user().sudo()["partner_id"].id();
  const bool only_oneself = partners == Ids{own};
  check_access(self.env(), self.model(), only_oneself ? Operation::read : Operation::write);
  const RecordSet all = self.sudo().env()["res.partner"].browse(partners);
  message_subscribe(self, only_oneself ? partners : all.filtered("active").ids());
  return true;
}

Value message_unsubscribe(const RecordSet& self, const Arguments& arguments) {
  const Ids partners = ids_argument(arguments["partner_ids"], "partner_ids");
  if (partners.empty()) return true;
  const RecordSet user = self.env().user();
  if (partners != Ids{user.sudo()["partner_id"].id()})
    check_access(self.env(), self.model(), Operation::write);
  else if (!base::is_internal(user))
    check_access(self.env(), self.model(), Operation::read);
  const Domain followers =
      term("res_model", "=", self.model().name) & term("res_id", "in", self.ids()) & term("partner_id", "in", partners);
  self.sudo().env()["mail.followers"].search(followers).unlink();
  return {};
}

}  // namespace paridoo::addons::mail::thread
