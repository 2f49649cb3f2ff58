// What the form of a partner does when somebody changes a field in it.
#include <algorithm>

#include "simulator/addons/base/models/res_partner.h"
#include "simulator/orm/draft.h"

namespace paridoo::addons::base::partner {

using namespace orm;

namespace {

Value onchange_country(const RecordSet& self) {
  if (self["country_id"] && !(self["country_id"] == self["state_id"]["country_id"]))
    assign_in_form(self, "state_id", false);
  return {};
}

Value onchange_state(const RecordSet& self) {
  const RecordSet country = self["state_id"]["country_id"];
  if (country && !(country == self["country_id"])) assign_in_form(self, "country_id", country.id());
  return {};
}

Value onchange_company_type(const RecordSet& self) {
  assign_in_form(self, "is_company", self.text("company_type") == "company");
  return {};
}

// A contact lives where its company does, if that is known to live anywhere.
Value onchange_parent_address(const RecordSet& self) {
  const RecordSet parent = self["parent_id"];
  if (parent.empty() || self.text("type") != "contact") return {};
  const bool has_address = std::any_of(address_fields.begin(), address_fields.end(),
                                       [&](std::string_view name) { return !parent.value(name).is_none(); });
  if (!has_address) return {};
  for (const std::string_view name : address_fields) assign_in_form(self, name, parent.value(name));
  return {};
}

Value onchange_parent_lang(const RecordSet& self) {
  const RecordSet parent = self["parent_id"];
  if (parent.empty()) return {};
  const Value given = self.env().context("default_lang"), own = self.env().context("lang");
  assign_in_form(self, "lang", parent.value("lang") ? parent.value("lang") : given ? given : own);
  return {};
}

Value onchange_company(const RecordSet& self) {
  if (const RecordSet parent = self["parent_id"]) assign_in_form(self, "company_id", parent["company_id"].id());
  return {};
}

}  // namespace

std::vector<Onchange> onchanges() {
  return {{{"parent_id"}, onchange_parent_address},
          {{"parent_id"}, onchange_parent_lang, In{.until = Series::v18}},
          {{"country_id"}, onchange_country},
          {{"state_id"}, onchange_state},
          {{"parent_id", "company_id"}, onchange_company},
          {{"company_type"}, onchange_company_type}};
}

}  // namespace paridoo::addons::base::partner
