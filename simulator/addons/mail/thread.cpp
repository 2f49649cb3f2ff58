#include "simulator/addons/mail/thread.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/addons/mail/outgoing.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/findings.h"
#include "simulator/orm/text_parts.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::mail {

using namespace orm;

std::string as_html(std::string_view text) { return "<p>" + html_escaped(text) + "</p>"; }

std::string html_link(const RecordSet& record, std::string_view title) {
  return fmt::format("<a href=\"#\" data-oe-model=\"{}\" data-oe-id=\"{}\">{}</a>", record.model().name, record.id(),
                     html_escaped(title.empty() ? record.display_name() : std::string(title)));
}

namespace {

RecordSet author_of(const RecordSet& record, const PostOptions& options) {
  return options.author ? *options.author : record.env().user().sudo()["partner_id"];
}

Value subtype(const Env& env, const std::string& xmlid) {
  const auto found = xmlid.empty() ? std::nullopt : env.find_ref(xmlid);
  return found ? Value(found->id()) : Value(false);
}

// "<1f...@paridoo-openerp-5-sale.order>": unique, as mail servers ask.
std::string new_message_id(const RecordSet& record) {
  return "<" + record.env().random_hex(20) + "@paridoo-openerp-" + std::to_string(record.id()) + "-" +
         record.model().name + ">";
}

Dict values_of_message(const RecordSet& record, std::string_view body, const PostOptions& options) {
  const RecordSet author = author_of(record, options);
  const std::string from = author.sudo().text("email_formatted");
  Dict values{{"model", record.model().name},
              {"res_id", record.id()},
              {"body", body},
              {"author_id", author},
              {"email_from", from},
              {"reply_to", from},
              {"message_type", options.message_type},
              {"subtype_id", subtype(record.env(), options.subtype_xmlid)},
              {"subject", options.subject.empty() ? Value(false) : Value(options.subject)},
              {"partner_ids", List{command::set(options.partner_ids)}},
              {"attachment_ids", List{command::set(options.attachment_ids)}},
              {"message_id", new_message_id(record)}};
  values.update(options.more);
  return values;
}

// In a flat thread every message answers the first one.
Value first_message(const RecordSet& record) {
  if (!record.call("_mail_flat_thread")) return false;
  const Domain own = term("model", "=", record.model().name) & term("res_id", "=", record.id()) &
                     term("message_type", "!=", "user_notification");
  return record.sudo().env()["mail.message"].search(own, {.limit = 1, .order = "id"});
}

void subscribe_author(const RecordSet& record, const RecordSet& author) {
  const RecordSet user = record.env().user().sudo();
  const RecordSet partner = user.flag("active") ? user["partner_id"] : author.filtered("active");
  if (!partner.empty()) message_subscribe(record, partner.ids());
}

// The composer says with its context how letters are to be sent.
Delivery delivery_of(const Env& env) {
  const Value &at_once = env.context("mail_notify_force_send"), &forgotten = env.context("mail_auto_delete");
  return {.at_once = at_once.is_none() || at_once, .auto_delete = forgotten.is_none() || forgotten};
}

}  // namespace

RecordSet message_post(const RecordSet& record, std::string_view body, const PostOptions& options) {
  Dict values = values_of_message(record.ensure_one(), body, options);
  if (!values.contains("record_name")) values.set("record_name", record.sudo().display_name());
  if (!values.contains("parent_id")) values.set("parent_id", first_message(record));
  if (!values.contains("record_company_id") && record.model().has("company_id"))
    values.set("record_company_id", record.sudo()["company_id"]);
  const RecordSet message = record.sudo().env()["mail.message"].create(values);
  if (record.env().context("mail_post_autofollow")) message_subscribe(record, options.partner_ids);
  const bool says_something = options.message_type != "notification" && options.message_type != "user_notification";
  if (says_something && !record.env().context("mail_create_nosubscribe"))
    subscribe_author(record, author_of(record, options));
  notify_partners(record, message, delivery_of(record.env()));
  return message.in(record.env());
}

void refuse_unknown_sender(const RecordSet& author) {
  if (author.env().since(Series::v19) || !author.text("email_formatted").empty()) return;
  throw user_error("The message has no sender: " + author.text("name") + " has no email address.");
}

RecordSet message_notify(const RecordSet& record, std::string_view subject, std::string_view body,
                         const Ids& partners) {
  refuse_unknown_sender(record.env().user().sudo()["partner_id"]);
  return message_post(record, body,
                      {.subject = std::string(subject),
                       .message_type = "user_notification",
                       .partner_ids = partners,
                       .more = {{"is_internal", true}}});
}

RecordSet message_log(const RecordSet& record, std::string_view body, const Dict& more) {
  Dict values = values_of_message(record, body, {});
  values.update({{"is_internal", true}, {"email_add_signature", false}});
  values.update(more);
  return record.sudo().env()["mail.message"].create(values);
}

namespace {

RecordSet default_subtypes(const RecordSet& records) {
  const std::string& model = records.model().name;
  const RecordSet subtypes = records.sudo().env()["mail.message.subtype"];
  const Value found = records.env().transaction().findings().of(subtypes.model(), model, [&] {
    const Domain of_model = term("res_model", "=", model) | term("res_model", "=", false);
    return Value(subtypes.search(term("default", "=", true) & of_model).ids());
  });
  return subtypes.browse(found.ids());
}

// Internal users follow what others are not told of.
RecordSet default_subtypes(const RecordSet& records, const RecordSet& partner) {
  const RecordSet all = default_subtypes(records);
  return partner.flag("partner_share") ? all.where("internal", "=", false) : all;
}

}  // namespace

void message_subscribe(const RecordSet& records, const Ids& partners, const std::optional<Ids>& subtypes) {
  const RecordSet followers = records.sudo().env()["mail.followers"];
  const RecordSet people = records.sudo().env()["res.partner"];
  for (const RecordSet& record : records) {
    const Domain own = term("res_model", "=", record.model().name) & term("res_id", "=", record.id());
    const RecordSet known = followers.search(own);
    const RecordSet already = known["partner_id"];
    if (subtypes) known.where("partner_id", "in", partners).write({{"subtype_ids", List{command::set(*subtypes)}}});
    for (const Id partner : partners)
      if (!already.contains(partner))
        followers.create(
            {{"res_model", record.model().name},
             {"res_id", record.id()},
             {"partner_id", partner},
             {"subtype_ids",
              List{command::set(subtypes ? *subtypes : default_subtypes(record, people.browse(partner)).ids())}}});
  }
}

}  // namespace paridoo::addons::mail
