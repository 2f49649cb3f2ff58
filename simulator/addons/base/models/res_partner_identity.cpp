#include <fmt/format.h>

#include "simulator/addons/base/models/res_partner.h"
#include "simulator/addons/base/timezone.h"
#include "simulator/addons/base/users.h"

namespace paridoo::addons::base::partner {

using namespace orm;

namespace {

// Another partner with the same value, outside of this partner's own contacts. Archived ones count.
RecordSet same_in(const RecordSet& partner, std::string_view field, const Domain& of_company) {
  const RecordSet all = partner.sudo().with_context({{"active_test", false}});
  const Domain others = term("id", "!=", partner.id()) & !term("id", "child_of", partner.id());
  const Domain same = term(std::string(field), "=", partner.value(field));
  return all.search(same & of_company & others, {.limit = 1});
}

Domain company_or_none(const RecordSet& partner) {
  return term("company_id", "in", List{false, Value(partner["company_id"])});
}

}  // namespace

void compute_same_partner(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const bool top = partner["parent_id"].empty();
    // "/" and its like say that there is no number.
    const bool has_vat = partner.text("vat").size() > 1;
    const bool has_registry = !partner.text("company_registry").empty();
    const Domain of_company = partner["company_id"].empty() ? Domain::everything() : company_or_none(partner);
    partner.set("same_vat_partner_id", top && has_vat ? same_in(partner, "vat", of_company) : self.none());
    partner.set("same_company_registry_partner_id",
                top && has_registry ? same_in(partner, "company_registry", company_or_none(partner)) : self.none());
  }
}

void compute_vat_label(const RecordSet& self) {
  const std::string of_country = self.env().company()["country_id"].text("vat_label");
  for (const RecordSet& partner : self) partner.set("vat_label", of_country.empty() ? "Tax ID" : of_country);
}

void compute_company_registry_label(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("company_registry_label", "Company ID");
}

void compute_company_type(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("company_type", partner.flag("is_company") ? "company" : "person");
}

void inverse_company_type(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("is_company", partner.text("company_type") == "company");
}

void compute_is_public(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const RecordSet users = partner.with_context({{"active_test", false}})["user_ids"];
    const RecordSet anonymous =
        users.filtered([](const RecordSet& user) { return has_group(user, "base.group_public"); });
    partner.set("is_public", !anonymous.empty());
  }
}

void compute_partner_share(const RecordSet& self) {
  constexpr Id superuser = 1;
  const Id system = self.sudo().env()["res.users"].browse(superuser)["partner_id"].id();
  for (const RecordSet& partner : self) {
    const RecordSet internal = partner["user_ids"].filtered([](const RecordSet& user) { return !user.flag("share"); });
    partner.set("partner_share", partner.id() != system && internal.empty());
  }
}

// A contact speaks as its parent does.
void compute_lang(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const RecordSet parent = partner["parent_id"];
    if (!parent) continue;
    const std::string own = parent.text("lang");
    const std::vector<std::string> asked{"lang"};
    partner.set("lang", own.empty() ? partner.none().default_get(asked).get("lang") : Value(own));
  }
}

void compute_tz_offset(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const auto offset = utc_offset(record.text("tz"), self.env().now()).value_or(std::chrono::seconds{0});
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(std::chrono::abs(offset)).count();
    const char sign = offset.count() < 0 ? '-' : '+';
    record.set("tz_offset", fmt::format("{}{:02}{:02}", sign, minutes / 60, minutes % 60));
  }
}

void compute_active_lang_count(const RecordSet& self) {
  const std::int64_t installed = self.sudo().env()["res.lang"].search_count(term("active", "=", true));
  for (const RecordSet& partner : self) partner.set("active_lang_count", installed);
}

void compute_self(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("self", partner);
}

// A person is looked after by whoever looks after the company, unless somebody else is.
void compute_user_id(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const Value own = partner.value("user_id");
    const bool inherits = own.is_unset() && !partner.flag("is_company");
    partner.set("user_id", inherits ? Value(partner["parent_id"]["user_id"]) : own);
  }
}

}  // namespace paridoo::addons::base::partner
