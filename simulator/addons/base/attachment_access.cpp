#include "simulator/addons/base/attachment_access.h"

#include "simulator/addons/base/document_access.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

Fault refusal() { return access_error("You may not access this document: ask an administrator if you need it."); }

bool is_administrator(const Env& env) { return has_group(env.user(), "base.group_system"); }

// Attachments that keep the content of a field are open to who may use the field.
bool is_field_open(const Env& env, const RecordSet& attachment) {
  const std::string field = attachment.text("res_field");
  if (field.empty() || is_administrator(env)) return true;
  const Model* model = env.registry().find(attachment.text("res_model"));
  return model && model->has(field) && may_use(env, model->at(field));
}

bool is_attached(const RecordSet& attachment) {
  return !attachment.text("res_model").empty() && attachment.integer("res_id") != 0;
}

bool is_unbound_own(const Env& env, const RecordSet& attachment) {
  if (attachment.integer("res_id") != 0) return false;
  return is_administrator(env) || attachment["create_uid"].id() == env.uid();
}

// Users may hang pictures on themselves, though they may not write what they like about themselves.
RecordSet attachable(const RecordSet& documents, Operation operation) {
  const bool is_oneself = documents.model().name == "res.users" && documents.ids() == Ids{documents.env().uid()};
  return is_oneself ? documents : documents_open_to(documents, operation);
}

Ids open_attachments(const Env& env, const RecordSet& asked, Operation operation) {
  Documents documents;
  Ids open;
  for (const RecordSet& attachment : asked.sudo()) {
    const bool is_public = operation == Operation::read && attachment.flag("public");
    if (is_public || is_unbound_own(env, attachment))
      open.push_back(attachment.id());
    else if (is_attached(attachment) && is_field_open(env, attachment))
      documents.add(attachment.text("res_model"), attachment.integer("res_id"), attachment.id());
  }
  const Ids attached =
      documents.belonging(env, [&](const RecordSet& records) { return attachable(records, operation); });
  open.insert(open.end(), attached.begin(), attached.end());
  return open;
}

bool names(const Domain& domain, std::string_view path) {
  return (domain.kind == Domain::Kind::leaf && domain.path == path) ||
         std::ranges::any_of(domain.parts, [&](const Domain& part) { return names(part, path); });
}

}  // namespace

// What fields keep is found by who asks for it.
Value search_domain_of_attachments(const RecordSet& model, const Arguments& arguments) {
  Domain domain = parse_domain(arguments["domain"]);
  const bool asks = names(domain, "id") || names(domain, "res_field") || model.env().context("skip_res_field_check");
  return to_list(asks ? std::move(domain) : term("res_field", "=", false) & std::move(domain));
}

Value attachments_found(const RecordSet& found, const Arguments&) {
  return open_attachments(found.env(), found, Operation::read);
}

Value attachments_permitted(const RecordSet& self, const Arguments& arguments) {
  const Operation operation = operation_named(arguments["operation"].text());
  const RecordSet left = self.browse(arguments["left"].ids());
  return open_attachments(self.env(), left, operation == Operation::read ? Operation::read : Operation::write);
}

void check_change_of_attachments(const RecordSet& attachments, const Dict& values) {
  const Env& env = attachments.env();
  if (env.is_superuser()) return;
  const bool checked_by_orm = env.since(Series::v19);
  if (!checked_by_orm && open_attachments(env, attachments, Operation::write).size() != attachments.size())
    throw refusal();
  if (!values.contains("res_model") && !values.contains("res_id")) return check_attachable(env, {});
  // Since 19.0 what is not said stays as it is; until 18.0 only what is said is looked at.
  for (const RecordSet& attachment : attachments.sudo()) {
    Dict whole = values;
    for (const std::string_view name : {"res_model", "res_id"})
      if (checked_by_orm && !whole.contains(name)) whole.set(name, attachment.value(name));
    check_attachable(env, whole);
  }
}

void check_attachable(const Env& env, const Dict& values) {
  if (env.is_superuser()) return;
  if (!env.since(Series::v19) && !is_internal(env.user())) throw refusal();
  const Value &model = values.get("res_model"), &id = values.get("res_id");
  if (!model.is_text() || !id.is_integer() || !env.registry().find(model.text())) return;
  const RecordSet document = env[model.text()].browse(id.integer()).exists();
  if (attachable(document, Operation::write) != document) throw refusal();
}

}  // namespace paridoo::addons::base
