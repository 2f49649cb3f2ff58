#include "simulator/addons/mail/models/mail_thread.h"

#include "simulator/addons/mail/models.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/mail/tracking.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

Value creation_message(const RecordSet& self, const Arguments&) { return self.model().facts->label + " created"; }
// The external id of the subtype of messages that the creation of a record sends; none, as most models have.
Value creation_subtype(const RecordSet&, const Arguments&) { return {}; }
Value mail_flat_thread(const RecordSet&, const Arguments&) { return true; }
// What somebody must be allowed to do with a record to post on it.
Value mail_post_access(const RecordSet&, const Arguments&) { return "write"; }

// Who is said to be responsible for a record, if changes of that are told; an active user or none.
RecordSet made_responsible(const RecordSet& record, const Dict& values) {
  const RecordSet users = record.sudo().env()["res.users"];
  const Field* responsible = record.model().find("user_id");
  const Value& user = values.get("user_id");
  if (!responsible || responsible->facts->relation != "res.users" || !user.is_integer()) return users;
  const auto tracked = tracked_fields(record);
  if (std::ranges::none_of(tracked, [&](const TrackedField& one) { return one.field == responsible; })) return users;
  return users.browse(user.integer()).filtered("active");
}

// The partners who are to follow a record because of values that were written: whoever is made responsible for it.
Value auto_subscribe_followers(const RecordSet& self, const Arguments& arguments) {
  return made_responsible(self, arguments["updated_values"].dict())["partner_id"].ids();
}

void auto_subscribe(const RecordSet& record, const Dict& values) {
  const Ids partners = record.call("_message_auto_subscribe_followers", {values}).ids();
  if (!partners.empty()) message_subscribe(record, partners);
  const Env& env = record.env();
  const RecordSet user = made_responsible(record, values);
  if (user.empty() || user.id() == env.uid() || env.context("mail_auto_subscribe_no_notify")) return;
  message_notify(record, "You have been assigned to " + record.sudo().display_name(),
                 as_html("You are responsible for " + record.sudo().display_name() + " now."),
                 user["partner_id"].ids());
}

void log_creation(const RecordSet& record) {
  const std::string told = record.call("_creation_message").text();
  const Value subtype = record.call("_creation_subtype");
  if (!subtype.is_text())
    message_log(record, as_html(told));
  else
    message_post(record, "<div summary=\"o_mail_notification\">" + as_html(told) + "</div>",
                 {.subtype_xmlid = subtype.text()});
}

Dict with_context_defaults(const Env& env, Dict values) {
  for (const auto& [name, value] : env.context())
    if (name.starts_with("default_") && !values.contains(name.substr(8))) values.set(name.substr(8), value);
  return values;
}

// Whoever makes a record follows it, and the record tells that it was made.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const std::vector<Dict> given = values;
  const RecordSet records = super(std::move(values));
  const Env& env = model.env();
  if (env.context("tracking_disable")) return records;
  const RecordSet user = env.user().sudo();
  if (!env.context("mail_create_nosubscribe") && user.flag("active"))
    message_subscribe(records, user["partner_id"].ids());
  for (std::size_t at = 0; at < given.size(); ++at)
    auto_subscribe(records.at(at), with_context_defaults(env, given[at]));
  if (!env.context("mail_create_nolog"))
    for (const RecordSet& record : records) log_creation(record);
  return records;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  thread::track_write(self);
  const Dict given = values;
  super(self, std::move(values));
  if (self.env().context("tracking_disable")) return;
  for (const RecordSet& record : self) auto_subscribe(record, given);
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  const Env env = self.sudo().with_context({{"active_test", false}}).env();
  const Domain of_records = term("res_id", "in", self.ids());
  const RecordSet messages = env["mail.message"].search(term("model", "=", self.model().name) & of_records);
  const RecordSet followers = env["mail.followers"].search(term("res_model", "=", self.model().name) & of_records);
  thread::track_unlink(self);
  messages.unlink();
  super(self);
  followers.unlink();
}

}  // namespace

Behaviour mail_thread() {
  return {
      .mixin_marker = "message_follower_ids",
      .computes = {{{"message_partner_ids"}, thread::compute_message_partner_ids},
                   {{"message_is_follower"}, thread::compute_message_is_follower},
                   {{"has_message"}, thread::compute_has_message},
                   {{"message_attachment_count"}, thread::compute_message_attachment_count},
                   {{"message_needaction", "message_needaction_counter", "message_has_error",
                     "message_has_error_counter", "message_has_sms_error"},
                    thread::compute_notifications}},
      .inverses = {{"message_partner_ids", thread::inverse_message_partner_ids}},
      .methods = {{"message_post",
                   "body='', subject=None, message_type='notification', email_from=None, author_id=None, "
                   "parent_id=False, subtype_xmlid=None, subtype_id=False, partner_ids=None, attachments=None, "
                   "attachment_ids=None, body_is_html=False, **kwargs",
                   thread::call_message_post},
                  {"message_subscribe", "partner_ids=None, subtype_ids=None", thread::call_message_subscribe},
                  {"message_unsubscribe", "partner_ids=None", thread::message_unsubscribe},
                  {"_creation_message", "", creation_message},
                  {"_creation_subtype", "", creation_subtype},
                  {"_track_subtype", "initial_values", thread::track_subtype},
                  {"_track_finalize", "", thread::track_finalize},
                  {"_mail_post_access", "", mail_post_access},
                  {"_mail_flat_thread", "", mail_flat_thread},
                  {"_message_auto_subscribe_followers", "updated_values", auto_subscribe_followers}},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::mail
