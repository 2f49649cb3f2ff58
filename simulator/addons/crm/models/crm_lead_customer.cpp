// What a lead takes from its customer, and gives it.
#include <array>
#include <string_view>

#include "simulator/addons/base/email.h"
#include "simulator/addons/crm/models/crm_lead.h"

namespace paridoo::addons::crm {

using orm::Dict;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

constexpr std::array<std::string_view, 4> address_texts{"street", "street2", "city", "zip"};

void compute_name(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const std::string partner = lead["partner_id"].text("name");
    if (lead.text("name").empty() && !partner.empty()) lead.set("name", partner + "'s opportunity");
  }
}

void compute_contact_name(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const RecordSet partner = lead["partner_id"];
    if (partner && !partner.flag("is_company") && !partner.text("name").empty())
      lead.set("contact_name", partner.text("name"));
  }
}

// The company: the contact's parent, the partner itself, or the name that it gives.
std::string company_name_of(const RecordSet& partner) {
  if (const std::string parent = partner["parent_id"].text("name"); !parent.empty()) return parent;
  return partner.flag("is_company") ? partner.text("name") : partner.text("company_name");
}

void compute_partner_name(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (const std::string name = company_name_of(lead["partner_id"]); !name.empty()) lead.set("partner_name", name);
}

void take_text(const RecordSet& leads, std::string_view field) {
  for (const RecordSet& lead : leads)
    if (const std::string text = lead["partner_id"].text(field); !text.empty()) lead.set(field, text);
}

void compute_function(const RecordSet& leads) { take_text(leads, "function"); }
void compute_mobile(const RecordSet& leads) { take_text(leads, "mobile"); }
void compute_website(const RecordSet& leads) { take_text(leads, "website"); }

void compute_title(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (const RecordSet title = lead["partner_id"]["title"]) lead.set("title", title);
}

void compute_lang_id(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (const RecordSet partner = lead["partner_id"])
      lead.set("lang_id", lead.env()["res.lang"].search(term("code", "=", partner.text("lang")), {.limit = 1}));
}

bool has_address(const RecordSet& partner) {
  for (const std::string_view field : address_texts)
    if (!partner.text(field).empty()) return true;
  return partner["state_id"] || partner["country_id"];
}

// All of the address or none: a mixture leads nowhere.
void compute_address(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const RecordSet partner = lead["partner_id"];
    if (!has_address(partner)) continue;
    for (const std::string_view field : address_texts) lead.set(field, partner.value(field));
    lead.set("state_id", partner["state_id"]);
    lead.set("country_id", partner["country_id"]);
  }
}

bool is_other_email(const RecordSet& lead) {
  const RecordSet partner = lead["partner_id"];
  return partner && base::normalized_email(lead.text("email_from")) != base::normalized_email(partner.text("email"));
}

bool is_other_phone(const RecordSet& lead) {
  const RecordSet partner = lead["partner_id"];
  return partner && lead.text("phone") != partner.text("phone");
}

void compute_email_from(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (const std::string email = lead["partner_id"].text("email"); !email.empty() && is_other_email(lead))
      lead.set("email_from", email);
}

void compute_phone(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (const std::string phone = lead["partner_id"].text("phone"); !phone.empty() && is_other_phone(lead))
      lead.set("phone", phone);
}

void give_email(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (!lead.text("email_from").empty() && is_other_email(lead))
      lead["partner_id"].write({{"email", lead.text("email_from")}});
}

void give_phone(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (!lead.text("phone").empty() && is_other_phone(lead)) lead["partner_id"].write({{"phone", lead.text("phone")}});
}

void compute_partner_email_update(const RecordSet& leads) {
  for (const RecordSet& lead : leads) lead.set("partner_email_update", is_other_email(lead));
}

void compute_partner_phone_update(const RecordSet& leads) {
  for (const RecordSet& lead : leads) lead.set("partner_phone_update", is_other_phone(lead));
}

void compute_email_state(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const std::string email = lead.text("email_from");
    const bool is_correct = !base::normalized_emails(email).empty();
    lead.set("email_state", email.empty() ? Value(false) : Value(is_correct ? "correct" : "incorrect"));
  }
}

Dict customer_values(const RecordSet& lead, const std::string& name, bool is_company, const RecordSet& parent) {
  const auto emails = base::normalized_emails(lead.text("email_from"));
  Dict values{{"name", name},
              {"user_id", lead["user_id"]},
              {"comment", lead.value("description")},
              {"parent_id", parent},
              {"email", emails.empty() ? Value(false) : Value(emails.front())},
              {"country_id", lead["country_id"]},
              {"state_id", lead["state_id"]},
              {"is_company", is_company},
              {"type", "contact"}};
  for (const std::string_view field : {"phone", "function", "street", "street2", "zip", "city", "website"})
    values.set(field, lead.value(field));
  if (!lead.env().since(orm::Series::v19)) values.update({{"mobile", lead.value("mobile")}, {"title", lead["title"]}});
  return values;
}

}  // namespace

RecordSet create_customer(const RecordSet& lead) {
  const RecordSet partners = lead["partner_id"].none();
  const std::string contact = lead.text("contact_name");
  const std::string company_name = lead.text("partner_name");
  RecordSet company = lead["partner_id"];
  if (!company_name.empty()) company = partners.create(customer_values(lead, company_name, true, partners));
  if (!contact.empty()) return partners.create(customer_values(lead, contact, false, company));
  return company ? company : partners.create(customer_values(lead, lead.text("name"), false, partners));
}

std::vector<orm::Compute> customer_computes() {
  return {
      {{"name"}, compute_name},
      {{"contact_name"}, compute_contact_name},
      {{"partner_name"}, compute_partner_name},
      {{"function"}, compute_function},
      {{"mobile"}, compute_mobile, orm::In{.until = orm::Series::v18}},
      {{"website"}, compute_website},
      {{"title"}, compute_title, orm::In{.until = orm::Series::v18}},
      {{"lang_id"}, compute_lang_id},
      {{"street", "street2", "city", "zip", "state_id", "country_id"}, compute_address},
      {{"email_from"}, compute_email_from},
      {{"phone"}, compute_phone},
      {{"partner_email_update"}, compute_partner_email_update},
      {{"partner_phone_update"}, compute_partner_phone_update},
      {{"email_state"}, compute_email_state},
  };
}

std::vector<orm::Inverse> customer_inverses() { return {{"email_from", give_email}, {"phone", give_phone}}; }

}  // namespace paridoo::addons::crm
