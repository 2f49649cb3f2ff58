// mail.alias: an address that makes records of the letters that come to it.
#include "simulator/addons/mail/alias.h"
#include "simulator/addons/mail/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/python_literal.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

std::string full_name(const RecordSet& alias) {
  const std::string name = alias.text("alias_name"), domain = alias.sudo()["alias_domain_id"].text("name");
  return name.empty() || domain.empty() ? name : name + "@" + domain;
}

void compute_full_name(const RecordSet& self) {
  for (const RecordSet& alias : self) {
    const std::string name = full_name(alias);
    alias.set("alias_full_name", name.empty() ? Value(false) : Value(name));
  }
}

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& alias : self) {
    const std::string name = full_name(alias);
    alias.set("display_name", name.empty() ? "Inactive Alias" : name);
  }
}

void compute_status(const RecordSet& self) {
  for (const RecordSet& alias : self) alias.set("alias_status", "not_tested");
}

void check_name(const RecordSet& self) {
  for (const RecordSet& alias : self)
    if (alias.text("alias_name").find('?') != std::string::npos && !is_plain_name(alias.text("alias_name")))
      throw validation_error("An alias is written with plain latin letters: " + alias.text("alias_name"));
}

void check_defaults(const RecordSet& self) {
  for (const RecordSet& alias : self) {
    const auto defaults = parse_python_literal(alias.text("alias_defaults"));
    if (!defaults || !defaults->is_dict()) throw validation_error("The defaults of an alias are a Python dict.");
  }
}

void check_domain_clash(const RecordSet& self) {
  for (const RecordSet& alias : self) {
    const std::string name = alias.text("alias_name");
    const RecordSet domain = alias["alias_domain_id"];
    if (!name.empty() && (name == domain.text("bounce_alias") || name == domain.text("catchall_alias")))
      throw validation_error(name + " is where the domain gathers answers or bounces.");
  }
}

// An alias has its name in its domain alone; those without a domain share one.
void refuse_taken(const RecordSet& aliases, const std::string& name, const Value& domain) {
  if (name.empty()) return;
  const Domain taken = term("alias_name", "=", name) & term("alias_domain_id", "=", domain);
  const RecordSet others = aliases.none().search(taken) - aliases;
  if (others) throw user_error("The alias " + name + " belongs to " + others.first().display_name() + " already.");
}

Value usual_domain(const RecordSet& model) { return model.env().company().sudo()["alias_domain_id"]; }

void sanitize(Dict& values) {
  if (const Value* name = values.find("alias_name")) {
    const std::string clean = name->is_text() ? sanitized_alias(name->text()) : "";
    values.set("alias_name", clean.empty() ? Value(false) : Value(clean));
  }
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  RecordSet made = model.none();
  for (Dict& one : values) {
    sanitize(one);
    if (!one.contains("alias_domain_id")) one.set("alias_domain_id", usual_domain(model));
    const Value& name = one.get("alias_name");
    refuse_taken(model.none(), name.is_text() ? name.text() : "", one.get("alias_domain_id"));
    made |= super({std::move(one)});
  }
  return made;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  sanitize(values);
  const Value* name = values.find("alias_name");
  const Value* domain = values.find("alias_domain_id");
  if (name && name->is_text() && self.size() > 1)
    throw user_error("Several records cannot have the alias " + name->text() + " at once.");
  if (name || domain)
    for (const RecordSet& alias : self)
      refuse_taken(self, name ? (name->is_text() ? name->text() : "") : alias.text("alias_name"),
                   domain ? *domain : Value(alias["alias_domain_id"]));
  super(self, std::move(values));
}

}  // namespace

Behaviour mail_alias() {
  return {
      .model = "mail.alias",
      .rec_name = "alias_name",
      .name_search_fields = {"alias_name", "alias_domain"},
      .defaults = {{"alias_domain_id", usual_domain}},
      .computes = {{{"alias_full_name"}, compute_full_name},
                   {{"display_name"}, compute_display_name},
                   {{"alias_status"}, compute_status}},
      .constraints = {{check_name, {"alias_name"}},
                      {check_defaults, {"alias_defaults"}},
                      {check_domain_clash, {"alias_name", "alias_domain_id"}}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::mail
