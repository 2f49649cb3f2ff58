#include <array>
#include <string_view>

#include "simulator/addons/base/hierarchy.h"
#include "simulator/addons/base/models.h"
#include "simulator/addons/base/partner.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

constexpr std::array<std::string_view, 6> address_fields{"street", "street2", "zip", "city", "state_id", "country_id"};

// From the root down to the company itself.
RecordSet with_parents(const RecordSet& company) {
  RecordSet above = company.sudo();
  for (RecordSet parent = above["parent_id"]; !parent.empty(); parent = parent["parent_id"]) above |= parent;
  return company.browse(above.reversed().ids());
}

void compute_parents(const RecordSet& self) {
  for (const RecordSet& company : self) {
    const RecordSet line = with_parents(company);
    company.set("parent_ids", line.ids());
    company.set("root_id", line.first());
  }
}

void compute_address(const RecordSet& self) {
  for (const RecordSet& company : self) {
    const RecordSet partner = company["partner_id"].sudo();
    const RecordSet contact = partner.empty() ? partner : address_of(partner, "contact");
    for (const std::string_view field : address_fields) company.set(field, contact.value(field));
  }
}

template <std::size_t at>
void inverse_address(const RecordSet& self) {
  constexpr std::string_view field = address_fields[at];
  for (const RecordSet& company : self) company["partner_id"].set(field, company.value(field));
}

void compute_color(const RecordSet& self) {
  constexpr Id colors = 12;
  for (const RecordSet& company : self) {
    const RecordSet root = company["root_id"];
    const std::int64_t chosen = root["partner_id"].integer("color");
    company.set("color", chosen ? chosen : root.id() % colors);
  }
}

void inverse_color(const RecordSet& self) {
  for (const RecordSet& company : self) company["root_id"]["partner_id"].set("color", company.integer("color"));
}

void compute_is_company_details_empty(const RecordSet& self) {
  for (const RecordSet& company : self) {
    bool in_tag = false, has_text = false;
    for (const unsigned char c : company.text("company_details")) {
      if (c == '<') in_tag = true;
      if (!in_tag && !std::isspace(c)) has_text = true;
      if (c == '>') in_tag = false;
    }
    company.set("is_company_details_empty", !has_text);
  }
}

void compute_uses_default_logo(const RecordSet& self) {
  for (const RecordSet& company : self)
    company.set("uses_default_logo", company["partner_id"].value("image_1920").is_none());
}

// Odoo makes it 180 pixels wide; pictures keep their size here.
void compute_logo_web(const RecordSet& self) {
  for (const RecordSet& company : self) company.set("logo_web", company["partner_id"].value("image_1920"));
}

// Modules of a country are not there to be installed.
void compute_uninstalled_modules(const RecordSet& self) {
  for (const RecordSet& company : self) company.set("uninstalled_l10n_module_ids", List{});
}

Value default_currency(const RecordSet& model) { return model.env().user()["company_id"]["currency_id"]; }

Dict values_of_partner(const Dict& values) {
  Dict partner{{"name", values.get("name")}, {"is_company", true}, {"image_1920", values.get("logo")}};
  for (const std::string_view field : {"email", "phone", "website", "vat", "country_id"})
    partner.set(field, values.get(field));
  return partner;
}

// A company stands on a partner of its own; a branch has the currency of its parent.
Dict prepared(const RecordSet& model, Dict values) {
  if (values.get("name") && !values.get("partner_id")) {
    const Env env = model.env().with_context({{"default_parent_id", false}});
    values.set("partner_id", env["res.partner"].create(values_of_partner(values)).id());
  }
  if (const Value& parent = values.get("parent_id"); parent.is_integer() && !values.contains("currency_id"))
    values.set("currency_id", model.browse(parent.integer())["currency_id"]);
  return values;
}

void activate_currency(const RecordSet& currency) {
  if (currency && !currency.flag("active")) currency.sudo().write({{"active", true}});
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  constexpr Id superuser = 1;
  for (Dict& one : values) one = prepared(model, std::move(one));
  const RecordSet companies = super(std::move(values));
  List links;
  for (const Id id : companies.ids()) links.push_back(command::link(id));
  const RecordSet users = model.env()["res.users"].browse(superuser) | model.env().user().in(model.env());
  users.sudo().write({{"company_ids", links}});
  for (const RecordSet& company : companies) activate_currency(company["currency_id"]);
  return companies;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (values.contains("parent_id")) throw user_error("A company stays where it is in the hierarchy of companies.");
  const Value currency = values.get("currency_id"), active = values.get("active");
  if (currency.is_integer()) activate_currency(self.env()["res.currency"].browse(currency.integer()));
  super(self, std::move(values));
  if (active == Value(false))
    if (const RecordSet branches = self["child_ids"]) branches.write({{"active", false}});
  if (!currency.is_integer()) return;
  for (const RecordSet& company : self)
    if (const RecordSet branches = company.sudo()["child_ids"]) branches.write({{"currency_id", currency}});
}

std::vector<Dict> copy_data(const RecordSet&, const Dict&, const CopyDataSuper&) {
  throw user_error("A company is not duplicated: make a new one.");
}

void check_active(const RecordSet& self) {
  for (const RecordSet& company : self) {
    const Domain users = term("company_id", "=", company.id()) & term("active", "=", true);
    if (!company.flag("active") && self.env()["res.users"].search_count(users) > 0)
      throw validation_error("The company " + company.text("name") + " is still the company of active users.");
  }
}

void check_currency_of_branches(const RecordSet& self) {
  for (const RecordSet& company : self)
    if (company["parent_id"] && !(company["currency_id"] == company["parent_id"]["currency_id"]))
      throw validation_error("A branch has the currency of its company.");
}

void check_recursion(const RecordSet& self) {
  if (has_cycle(self)) throw validation_error("A company cannot be above itself in a hierarchy of companies.");
}

}  // namespace

Behaviour res_company() {
  return {
      .model = "res.company",
      .defaults = {{"currency_id", default_currency}},
      .computes = {{{"parent_ids", "root_id"}, compute_parents},
                   {{"street", "street2", "zip", "city", "state_id", "country_id"}, compute_address},
                   {{"color"}, compute_color},
                   {{"is_company_details_empty"}, compute_is_company_details_empty},
                   {{"uses_default_logo"}, compute_uses_default_logo},
                   {{"logo_web"}, compute_logo_web},
                   {{"uninstalled_l10n_module_ids"}, compute_uninstalled_modules, In{.since = Series::v18}}},
      .inverses = {{"street", inverse_address<0>},
                   {"street2", inverse_address<1>},
                   {"zip", inverse_address<2>},
                   {"city", inverse_address<3>},
                   {"state_id", inverse_address<4>},
                   {"country_id", inverse_address<5>},
                   {"color", inverse_color}},
      .constraints = {{check_active, {"active"}},
                      {check_currency_of_branches, {"currency_id", "parent_id"}},
                      {check_recursion, {"parent_id"}}},
      .unique = {{{"name"}, "There is a company of this name already."}},
      .create = create,
      .write = write,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::base
