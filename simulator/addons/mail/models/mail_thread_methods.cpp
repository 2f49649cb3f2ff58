#include <algorithm>
#include <array>

#include "simulator/addons/base/attachment_content.h"
#include "simulator/addons/base/email.h"
#include "simulator/addons/base/users.h"
#include "simulator/addons/mail/document_access.h"
#include "simulator/addons/mail/models/mail_thread.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/text_parts.h"

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
    const RecordSet attachment = record.sudo().env()["ir.attachment"].create(
        {{"name", one.list()[0]}, {"datas", content}, {"res_model", record.model().name}, {"res_id", record.id()}});
    ids.push_back(attachment.id());
  }
  return ids;
}

// What the message keeps, and what only its notifications know.
bool is_for_message_post(std::string_view name, Series series) {
  constexpr std::array<std::string_view, 42> names = {"attachment_ids",
                                                      "author_guest_id",
                                                      "author_id",
                                                      "body",
                                                      "create_date",
                                                      "date",
                                                      "email_add_signature",
                                                      "email_from",
                                                      "email_layout_xmlid",
                                                      "is_internal",
                                                      "mail_activity_type_id",
                                                      "mail_server_id",
                                                      "message_id",
                                                      "message_type",
                                                      "parent_id",
                                                      "partner_ids",
                                                      "record_alias_domain_id",
                                                      "record_company_id",
                                                      "record_name",
                                                      "reply_to",
                                                      "reply_to_force_new",
                                                      "subject",
                                                      "subtype_id",
                                                      "tracking_value_ids",
                                                      "force_email_company",
                                                      "force_email_lang",
                                                      "force_send",
                                                      "mail_auto_delete",
                                                      "model_description",
                                                      "notify_author",
                                                      "resend_existing",
                                                      "scheduled_date",
                                                      "send_after_commit",
                                                      "skip_existing",
                                                      "subtitles",
                                                      "attachments",
                                                      "subtype_xmlid",
                                                      "body_is_html",
                                                      "incoming_email_cc",
                                                      "incoming_email_to",
                                                      "outgoing_email_to",
                                                      "force_record_name"};
  const bool is_new = name.ends_with("_email_cc") || name.ends_with("_email_to") || name == "force_record_name";
  if (series >= Series::v19 && (name == "notify_author_mention" || name == "notify_skip_followers")) return true;
  return std::ranges::find(names, name) != names.end() && (!is_new || series >= Series::v19);
}

void refuse_unfit(const Env& env, const Arguments& arguments) {
  for (const auto& [name, value] : arguments.all())
    if (!is_for_message_post(name, env.series())) throw value_error("message_post does not take " + name);
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

// Whoever has the address that a message is from.
Value author_with(const Env& env, const std::string& address) {
  const std::vector<std::string> found = base::normalized_emails(address);
  if (found.empty()) return false;
  return env.sudo()["res.partner"].search(term("email_normalized", "=", found.front()), {.limit = 1});
}

// Until 18.0 who calls from outside must have an address; what the server tells by itself does without.
void refuse_unknown_sender(const Env& env, const Arguments& arguments) {
  if (env.is_superuser() || arguments["email_from"].is_text()) return;
  const Value& author = arguments["author_id"];
  mail::refuse_unknown_sender(author.is_integer() ? env.sudo()["res.partner"].browse(author.integer())
                                                  : env.user().sudo()["partner_id"]);
}

std::string known_subtype(const Env& env, const std::string& asked) {
  return asked.empty() || !env.find_ref(asked) ? "mail.mt_note" : asked;
}

bool is_follower(const RecordSet& record) {
  const RecordSet own = record.env().user().sudo()["partner_id"];
  const Domain following = term("res_model", "=", record.model().name) & term("res_id", "=", record.id()) &
                           term("partner_id", "=", own.id());
  return !record.env().sudo()["mail.followers"].search(following, {.limit = 1}).empty();
}

void check_may_post(const RecordSet& record) {
  const Operation needed = access_to_post(record);
  check_access(record.env(), record.model(), needed);
  check_rules(record, needed);
}

}  // namespace

Value call_message_post(const RecordSet& self, const Arguments& arguments) {
  const RecordSet& record = self.ensure_one();
  refuse_unfit(self.env(), arguments);
  const bool follows = may_follow_up(self.env(), self.model().name) && is_follower(record);
  if (!follows) check_access(self.env(), self.model(), Operation::read);
  refuse_unknown_sender(self.env(), arguments);
  if (!follows) check_may_post(record);
  const std::string body = as_text(arguments["body"]);
  PostOptions options{.subject = as_text(arguments["subject"]),
                      .message_type = as_text(arguments["message_type"]),
                      .subtype_xmlid = known_subtype(self.env(), as_text(arguments["subtype_xmlid"])),
                      .partner_ids = ids_argument(arguments["partner_ids"], "partner_ids"),
                      .attachment_ids = ids_argument(arguments["attachment_ids"], "attachment_ids"),
                      .more = further_values(self.env(), arguments)};
  self.sudo().env()["ir.attachment"].browse(options.attachment_ids).texts("res_model");  // are they there?
  for (const Id id : create_attachments(record, arguments["attachments"])) options.attachment_ids.push_back(id);
  if (arguments["author_id"].is_integer())
    options.author = self.env()["res.partner"].browse(arguments["author_id"].integer());
  else if (arguments["email_from"].is_text())
    options.more.set("author_id", author_with(self.env(), arguments["email_from"].text()));
  const RecordSet message = message_post(record, arguments["body_is_html"] ? body : html_escaped(body), options);
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
  const Ids subtypes = ids_argument(arguments["subtype_ids"], "subtype_ids");
  message_subscribe(self, only_oneself ? partners : all.filtered("active").ids(),
                    subtypes.empty() ? std::nullopt : std::optional(subtypes));
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
