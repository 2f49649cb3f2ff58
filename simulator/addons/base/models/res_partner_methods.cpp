#include "simulator/addons/base/email.h"
#include "simulator/addons/base/models/res_partner.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base::partner {

using namespace orm;

namespace {

std::string as_text(const Value& value) { return value.is_text() ? value.text() : ""; }

Dict values_of_contact(const EmailAddress& contact) {
  Dict values{{"name", contact.name.empty() ? contact.address : contact.name}};
  if (!contact.address.empty()) values.set("email", contact.address);
  return values;
}

}  // namespace

// "Ann <ann@example.com>" makes a partner with a mail address.
Value name_create(const RecordSet& self, const Arguments& arguments, const Super&) {
  const EmailAddress contact = parse_contact(as_text(arguments["name"]));
  if (self.env().context("force_email") && contact.address.empty())
    throw validation_error("A contact cannot be made without a mail address here.");
  const RecordSet partner = self.create(values_of_contact(contact));
  return List{partner.id(), partner.display_name()};
}

Value find_or_create(const RecordSet& self, const Arguments& arguments) {
  const std::string email = as_text(arguments["email"]);
  if (email.empty()) throw value_error("find_or_create needs a mail address");
  const EmailAddress contact = parse_contact(email);
  if (contact.address.empty() && arguments["assert_valid_email"])
    throw value_error("find_or_create needs a valid mail address");
  if (!contact.address.empty())
    if (const RecordSet found = self.search(term("email_normalized", "=", contact.address), {.limit = 1}))
      return found.id();
  return self.create(values_of_contact(contact)).id();
}

// Makes a parent out of the company's name that a contact was given as text.
Value create_company(const RecordSet& self, const Arguments&) {
  const std::string name = self.ensure_one().text("company_name");
  if (name.empty()) return true;
  Dict values{{"name", name}, {"is_company", true}, {"vat", self.value("vat")}};
  for (const std::string_view field : address_fields) values.set(field, self.value(field));
  const RecordSet company = self.create(values);
  List children;
  for (const Id child : self["child_ids"].ids())
    children.push_back(command::update(child, {{"parent_id", company.id()}}));
  self.write({{"parent_id", company.id()}, {"child_ids", children}});
  return true;
}

Value open_commercial_entity(const RecordSet& self, const Arguments&) {
  return Dict{{"type", "ir.actions.act_window"},
              {"res_model", "res.partner"},
              {"view_mode", "form"},
              {"res_id", self.ensure_one()["commercial_partner_id"]},
              {"target", "current"}};
}

std::string clean_website(std::string_view website) {
  const bool has_scheme = website.find("://") != website.npos;
  return has_scheme ? std::string(website) : "http://" + std::string(website);
}

}  // namespace paridoo::addons::base::partner
