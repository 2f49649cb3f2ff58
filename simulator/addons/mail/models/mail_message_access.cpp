#include "simulator/addons/base/document_access.h"
#include "simulator/addons/base/users.h"
#include "simulator/addons/mail/document_access.h"
#include "simulator/orm/access.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

Id own_partner(const Env& env) { return env.user().sudo()["partner_id"].id(); }

bool is_author(const RecordSet& message) { return message["author_id"].id() == own_partner(message.env()); }

bool is_told(const RecordSet& message) {
  const Id own = own_partner(message.env());
  return message["partner_ids"].contains(own) || message["notification_ids"]["res_partner_id"].contains(own);
}

bool is_about_record(const RecordSet& message) {
  return !message.text("model").empty() && message.integer("res_id") != 0 &&
         message.text("message_type") != "user_notification";
}

// What employees tell each other is not for portal users.
bool is_kept_inside(const RecordSet& message, Operation operation) {
  const bool only_comments =
      !message.env().since(Series::v19) || operation == Operation::read || operation == Operation::create;
  if (only_comments && message.text("message_type") != "comment") return false;
  const RecordSet subtype = message["subtype_id"];
  return message.flag("is_internal") || subtype.empty() || subtype.flag("internal");
}

bool is_ones_own(const RecordSet& message, Operation operation, Id uid) {
  switch (operation) {
    case Operation::read: return is_author(message) || message["create_uid"].id() == uid || is_told(message);
    case Operation::write: return is_author(message) || is_told(message);
    case Operation::create: return !is_about_record(message);
    case Operation::unlink: return false;
  }
  return false;
}

Operation wanted_of_document(const RecordSet& documents, Operation operation) {
  if (operation == Operation::read) return operation;
  return operation == Operation::create ? access_to_post(documents) : Operation::write;
}

// Whoever follows the record, or was told of the message that this one answers.
bool may_answer(const RecordSet& message) {
  if (!may_follow_up(message.env(), message.text("model"))) return false;
  const Id own = own_partner(message.env());
  if (message["parent_id"]["partner_ids"].contains(own)) return true;
  const Domain following = term("res_model", "=", message.value("model")) &
                           term("res_id", "=", message.value("res_id")) & term("partner_id", "=", own);
  return !message.env()["mail.followers"].search(following, {.limit = 1}).empty();
}

}  // namespace

Operation access_to_post(const RecordSet& documents) {
  const auto& methods = documents.model().methods;
  if (methods.find("_mail_post_access") == methods.end()) return Operation::write;
  return operation_named(documents.call("_mail_post_access").text());
}

bool may_follow_up(const Env& env, const std::string& model) {
  if (env.since(Series::v18)) return true;
  const Model* const known = env.registry().find(model);
  const Env own = env.sudo(false);
  return known && may(own, *known, access_to_post(own[known->name]));
}

Value messages_permitted(const RecordSet& self, const Arguments& arguments) {
  const Operation operation = operation_named(arguments["operation"].text());
  const bool is_inside = base::is_internal(self.env().user());
  base::Documents documents;
  RecordSet open = self.none(), left = self.none();
  for (const RecordSet& message : self.browse(arguments["left"].ids()).sudo()) {
    if (!is_inside && is_kept_inside(message, operation)) continue;
    (is_ones_own(message, operation, self.env().uid()) ? open : left) |= message.in(self.env());
    if (is_about_record(message)) documents.add(message.text("model"), message.integer("res_id"), message.id());
  }
  open |= left & self.browse(documents.belonging(self.env(), [&](const RecordSet& records) {
    return base::documents_open_to(records, wanted_of_document(records, operation));
  }));
  if (operation == Operation::create)
    open |= (left - open).filtered([](const RecordSet& one) { return may_answer(one.sudo()); });
  return open.ids();
}

// Searches look past who made a message.
Value messages_found(const RecordSet& found, const Arguments&) {
  const Id own = own_partner(found.env());
  const Domain ones_own = term("author_id", "=", own) | term("partner_ids", "in", Ids{own}) |
                          term("notification_ids.res_partner_id", "=", own);
  Ids shown = found.sudo().search(term("id", "in", found.ids()) & ones_own).ids();
  base::Documents documents;
  for (const RecordSet& message : found.sudo())
    if (is_about_record(message)) documents.add(message.text("model"), message.integer("res_id"), message.id());
  const Ids about = documents.belonging(
      found.env(), [](const RecordSet& records) { return base::documents_open_to(records, Operation::read); });
  shown.insert(shown.end(), about.begin(), about.end());
  return shown;
}

Value search_domain_of_messages(const RecordSet& model, const Arguments& arguments) {
  if (model.env().is_superuser() || base::is_internal(model.env().user())) return arguments["domain"];
  return to_list(term("is_internal", "=", false) & term("subtype_id", "!=", false) &
                 term("subtype_id.internal", "=", false) & parse_domain(arguments["domain"]));
}

}  // namespace paridoo::addons::mail
