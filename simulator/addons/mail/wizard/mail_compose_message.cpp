// mail.compose.message: writing a message on one record or many, from scratch or from a template.
#include "simulator/addons/base/email.h"
#include "simulator/addons/mail/mail_template.h"
#include "simulator/addons/mail/models.h"
#include "simulator/addons/mail/outgoing.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

RecordSet records_of(const RecordSet& composer) {
  const std::string model = composer.text("model");
  if (model.empty() || !composer.env().registry().find(model)) return composer.none();
  const RecordSet all = composer.env()[model].browse(ids_in(composer.text("res_ids")));
  return all.exists();
}

// The record whose values the composer shows; none if it writes to several.
RecordSet shown_record(const RecordSet& composer) {
  const RecordSet all = records_of(composer);
  return all.size() == 1 && composer.text("composition_mode") == "comment" ? all : composer.none();
}

bool shows_template(const RecordSet& composer, const RecordSet& record) {
  return composer["template_id"] && record && record.model().name != "mail.compose.message";
}

Value or_false(const std::string& text) { return text.empty() ? Value(false) : Value(text); }

// --- where to

void compute_model(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const std::string parents = one["parent_id"].text("model");
    one.set("model", parents.empty() ? Value(self.env().context("active_model")) : Value(parents));
  }
}

void compute_res_ids(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet parent = one["parent_id"];
    const Value& active = self.env().context("active_ids");
    if (parent && parent.integer("res_id") != 0)
      one.set("res_ids", repr(List{parent.integer("res_id")}));
    else
      one.set("res_ids", active.is_list() ? Value(repr(active)) : Value(false));
  }
}

// --- what it says

void compute_subject(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    if (shows_template(one, record))
      one.set("subject", or_false(render(one["template_id"], record).subject));
    else if (one["template_id"])
      one.set("subject", one["template_id"].value("subject"));
    else if (one["parent_id"] && !one["parent_id"].text("subject").empty())
      one.set("subject", one["parent_id"].value("subject"));
    else
      one.set("subject",
              record && record.model().name != one.model().name ? Value(record.display_name()) : Value(false));
  }
}

void compute_body(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    if (shows_template(one, record))
      one.set("body", render(one["template_id"], record).body);
    else
      one.set("body", one["template_id"] ? one["template_id"].value("body_html") : one.value("body"));
  }
}

void compute_attachment_ids(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    if (shows_template(one, record))
      one.set("attachment_ids", List{command::set(attach(one["template_id"], record))});
    else
      one.set("attachment_ids", List{command::set(one["template_id"]["attachment_ids"].ids())});
  }
}

// Addresses become contacts: those that are known, or new ones.
Ids partners_with(const Env& env, const std::string& addresses) {
  Ids ids;
  for (const base::EmailAddress& one : base::parse_emails(addresses)) {
    const std::string address = base::normalized_email(one.address);
    const RecordSet partners = env["res.partner"];
    const RecordSet known = partners.search(term("email", "=ilike", address), {.limit = 1});
    ids.push_back(known ? known.id()
                        : partners.create({{"name", one.name.empty() ? address : one.name}, {"email", address}}).id());
  }
  return ids;
}

void compute_partner_ids(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    Ids ids = one["parent_id"]["partner_ids"].ids();
    if (shows_template(one, record)) {
      const RenderedTemplate rendered = render(one["template_id"], record);
      ids = rendered.partners;
      for (const Id id : partners_with(one.env(), rendered.email_to + "," + rendered.email_cc)) ids.push_back(id);
    }
    one.set("partner_ids", List{command::set(ids)});
  }
}

// --- who writes

void compute_email_from(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    std::string from;
    if (shows_template(one, record)) from = render(one["template_id"], record).email_from;
    one.set("email_from", from.empty() ? one.env().user()["partner_id"].value("email_formatted") : Value(from));
  }
}

void compute_author_id(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet own = one.env().user()["partner_id"];
    const std::string from = base::normalized_email(one.text("email_from"));
    if (from.empty() || from == base::normalized_email(own.text("email"))) {
      one.set("author_id", own);
      continue;
    }
    const RecordSet found = own.none().search(term("email", "=ilike", from), {.limit = 1});
    one.set("author_id", found ? found : own);
  }
}

void compute_reply_to(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    one.set("reply_to",
            shows_template(one, record) ? or_false(render(one["template_id"], record).reply_to) : Value(false));
  }
}

void compute_lang(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    one.set("lang", shows_template(one, record) ? or_false(render(one["template_id"], record).lang)
                                                : one["template_id"].value("lang"));
  }
}

// --- the record

void compute_record_company(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    const bool known = record && record.model().name != one.model().name;
    RecordSet company = one.env().company().none();
    if (known && record.model().has("company_id")) company = record["company_id"];
    one.set("record_company_id", company);
    one.set("record_alias_domain_id", company ? company.value("alias_domain_id") : Value(false));
  }
}

void compute_record_name(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const RecordSet record = shown_record(one);
    const bool known = record && record.model().name != one.model().name;
    one.set("record_name", known ? Value(record.display_name()) : Value(false));
  }
}

// --- how

bool is_mass(const RecordSet& composer) { return composer.text("composition_mode") == "mass_mail"; }

// Sets one field of each composer: what a client gives of one is no reason to leave out the others.
template <class Rule>
void fill(const RecordSet& self, std::string_view field, Rule rule) {
  for (const RecordSet& one : self) one.set(field, rule(one));
}

void compute_auto_delete(const RecordSet& self) {
  fill(self, "auto_delete", [](const RecordSet& one) -> Value {
    return one["template_id"] ? one["template_id"].flag("auto_delete") : is_mass(one);
  });
}

void compute_mail_server(const RecordSet& self) {
  fill(self, "mail_server_id", [](const RecordSet& one) -> Value { return one["template_id"]["mail_server_id"]; });
}

void compute_scheduled_date(const RecordSet& self) {
  fill(self, "scheduled_date",
       [](const RecordSet& one) { return or_false(one["template_id"].text("scheduled_date")); });
}

void compute_signature(const RecordSet& self) {
  fill(self, "email_add_signature", [](const RecordSet& one) -> Value { return one["template_id"].empty(); });
}

void compute_layout(const RecordSet& self) {
  fill(self, "email_layout_xmlid", [](const RecordSet& one) -> Value {
    const std::string own = one["template_id"].text("email_layout_xmlid");
    return own.empty() ? one.value("email_layout_xmlid") : Value(own);
  });
}

void compute_keep_log(const RecordSet& self) {
  fill(self, "auto_delete_keep_log",
       [](const RecordSet& one) -> Value { return is_mass(one) && one.flag("auto_delete"); });
}

void compute_force_send(const RecordSet& self) {
  fill(self, "force_send",
       [](const RecordSet& one) -> Value { return !is_mass(one) || ids_in(one.text("res_ids")).size() <= 1; });
}

void compute_subtype(const RecordSet& self) {
  const auto subtype = self.env().find_ref("mail.mt_comment");
  fill(self, "subtype_id",
       [&](const RecordSet& one) -> Value { return subtype && !is_mass(one) ? Value(subtype->id()) : Value(false); });
}

void compute_reply_to_force_new(const RecordSet& self) {
  fill(self, "reply_to_force_new", [](const RecordSet&) -> Value { return false; });
}

void compute_notify_author(const RecordSet& self) {
  fill(self, "notify_author", [](const RecordSet&) -> Value { return false; });
}

void compute_notify_author_mention(const RecordSet& self) {
  fill(self, "notify_author_mention", [](const RecordSet& one) -> Value { return !is_mass(one); });
}

void compute_notify_skip_followers(const RecordSet& self) {
  fill(self, "notify_skip_followers",
       [](const RecordSet& one) -> Value { return one.text("composition_comment_option") == "forward"; });
}

void compute_shown(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const Model* const model = one.env().registry().find(one.text("model"));
    one.set("body_has_template_value", false);
    one.set("can_edit_body", true);
    one.set("is_mail_template_editor", true);
    one.set("composition_batch", ids_in(one.text("res_ids")).size() > 1);
    one.set("model_is_thread", model && model->has("message_follower_ids"));
    one.set("render_model", one.value("model"));
    one.set("subtype_is_log", one["subtype_id"].flag("internal"));
    one.set("reply_to_mode", one.flag("reply_to_force_new") ? "new" : "update");
  }
}

void compute_receivers_shown(const RecordSet& self) {
  for (const RecordSet& one : self) {
    one.set("partner_ids_all_have_email", one["partner_ids"].where("email", "=", false).empty());
    one.set("notified_bcc_contains_share", false);
  }
}

// --- sending

// Of several records each gets what the template says of it.
Dict message_values(const RecordSet& composer, const RecordSet& record, bool several) {
  Dict values{{"subject", composer.value("subject")},
              {"body", composer.value("body")},
              {"partner_ids", composer["partner_ids"].ids()},
              {"attachment_ids", composer["attachment_ids"].ids()}};
  if (!several || composer["template_id"].empty()) return values;
  const RenderedTemplate rendered = render(composer["template_id"], record);
  values.update({{"subject", rendered.subject},
                 {"body", rendered.body},
                 {"partner_ids", rendered.partners},
                 {"attachment_ids", attach(composer["template_id"], record)}});
  return values;
}

void post(const RecordSet& composer, const RecordSet& record, bool several) {
  Dict values = message_values(composer, record, several);
  values.update(
      {{"body_is_html", true},
       {"message_type", composer.value("message_type")},
       {"email_from", composer.value("email_from")},
       {"author_id", composer["author_id"]},
       {"parent_id", composer["parent_id"]},
       {"subtype_id", composer["subtype_id"]},
       {"reply_to", composer.text("reply_to").empty() ? composer.value("email_from") : composer.value("reply_to")},
       {"email_layout_xmlid", composer.value("email_layout_xmlid")},
       {"email_add_signature", composer.flag("email_add_signature")},
       {"mail_server_id", composer["mail_server_id"]}});
  const Dict context{{"mail_notify_force_send", composer.flag("force_send")},
                     {"mail_auto_delete", composer.flag("auto_delete")}};
  record.with_context(context).call("message_post", {}, values);
}

void send_mass(const RecordSet& composer, const RecordSet& record) {
  RecordSet letter = composer.env()["mail.mail"];
  const Dict more{{"auto_delete", composer.flag("auto_delete")},
                  {"email_layout_xmlid", composer.value("email_layout_xmlid")}};
  if (composer["template_id"]) {
    letter = letter_from(composer["template_id"], record, more);
  } else {
    const Value partner = record.model().has("partner_id") ? Value(record["partner_id"].ids()) : Value(record.ids());
    letter = letter.sudo().create({{"subject", composer.value("subject")},
                                   {"body", composer.value("body")},
                                   {"body_html", composer.value("body")},
                                   {"email_from", composer.value("email_from")},
                                   {"model", record.model().name},
                                   {"res_id", record.id()},
                                   {"auto_delete", composer.flag("auto_delete")},
                                   {"recipient_ids", List{command::set(partner.ids())}}});
  }
  if (composer.flag("force_send")) send_letters(letter);
}

Value action_send_mail(const RecordSet& self, const Arguments&) {
  for (const RecordSet& composer : self) {
    const RecordSet records = records_of(composer);
    if (!records.empty() && records.model().name == composer.model().name) continue;
    for (const RecordSet& record : records) {
      if (is_mass(composer))
        send_mass(composer, record);
      else
        post(composer, record, records.size() > 1);
    }
  }
  return Dict{{"type", "ir.actions.act_window_close"}};
}

// Files that were uploaded for a message that nobody wrote.
Value gc_lost_attachments(const RecordSet& model, const Arguments&) {
  const std::string yesterday = format_moment(model.env().now() - std::chrono::days(1));
  model.env()["ir.attachment"]
      .search(term("res_model", "=", "mail.compose.message") & term("res_id", "=", 0) &
              term("create_date", "<", yesterday) & term("write_date", "<", yesterday))
      .unlink();
  return {};
}

// Clients hand over the ids as the list that the action's context holds; the field is a text.
RecordSet with_text_of_ids(const RecordSet& model) {
  const Value& ids = model.env().context("default_res_ids");
  return ids.is_list() ? model.with_context({{"default_res_ids", repr(ids)}}) : model;
}

RecordSet create(const RecordSet& model, std::vector<Dict> all_values, const CreateSuper& super) {
  for (Dict& values : all_values)
    if (values.get("res_ids").is_list()) values.set("res_ids", repr(values.get("res_ids")));
  return super(with_text_of_ids(model), std::move(all_values)).in(model.env());
}

Value default_get(const RecordSet& self, const Arguments&, const Super& super) { return super(with_text_of_ids(self)); }

Value onchange(const RecordSet& self, const Arguments&, const Super& super) { return super(with_text_of_ids(self)); }

}  // namespace

Behaviour mail_compose_message() {
  constexpr In to_18{.until = Series::v18}, since_19{.since = Series::v19};
  return {
      .model = "mail.compose.message",
      .computes = {{{"model"}, compute_model},
                   {{"res_ids"}, compute_res_ids},
                   {{"subject"}, compute_subject},
                   {{"body"}, compute_body},
                   {{"attachment_ids"}, compute_attachment_ids},
                   {{"partner_ids"}, compute_partner_ids},
                   {{"email_from"}, compute_email_from},
                   {{"author_id"}, compute_author_id},
                   {{"reply_to"}, compute_reply_to},
                   {{"lang"}, compute_lang},
                   {{"record_company_id", "record_alias_domain_id"}, compute_record_company},
                   {{"record_name"}, compute_record_name, to_18},
                   {{"auto_delete"}, compute_auto_delete},
                   {{"mail_server_id"}, compute_mail_server},
                   {{"scheduled_date"}, compute_scheduled_date},
                   {{"email_add_signature"}, compute_signature},
                   {{"email_layout_xmlid"}, compute_layout},
                   {{"auto_delete_keep_log"}, compute_keep_log},
                   {{"force_send"}, compute_force_send},
                   {{"subtype_id"}, compute_subtype},
                   {{"reply_to_force_new"}, compute_reply_to_force_new},
                   {{"notify_author"}, compute_notify_author, since_19},
                   {{"notify_author_mention"}, compute_notify_author_mention, since_19},
                   {{"notify_skip_followers"}, compute_notify_skip_followers, since_19},
                   {{"body_has_template_value", "can_edit_body", "is_mail_template_editor", "composition_batch",
                     "model_is_thread", "render_model", "subtype_is_log", "reply_to_mode"},
                    compute_shown},
                   {{"partner_ids_all_have_email", "notified_bcc_contains_share"}, compute_receivers_shown, since_19}},
      .methods = {{"action_send_mail", "", action_send_mail},
                  model_method("_gc_lost_attachments", "", gc_lost_attachments),
                  {"default_get", "", default_get},
                  {"onchange", "", onchange}},
      .create = create,
  };
}

}  // namespace paridoo::addons::mail
