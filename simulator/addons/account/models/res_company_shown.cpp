// What forms show of a company.
#include <string_view>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/company_form.h"
#include "simulator/addons/account/vat_examples.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// Where the company has a tax number of another country.
RecordSet foreign_countries(const RecordSet& company) {
  const Domain foreign = of_company(company) & term("foreign_vat", "!=", false);
  return company.env()["account.fiscal.position"].search(foreign)["country_id"];
}

void compute_foreign_countries(const RecordSet& self) {
  for (const RecordSet& company : self) company.set("multi_vat_foreign_country_ids", foreign_countries(company).ids());
}

void compute_tax_countries(const RecordSet& self) {
  const RecordSet allowed = self.env().user()["company_ids"];
  for (const RecordSet& company : self) {
    const bool shown = allowed.contains(company.id());
    company.set("account_enabled_tax_country_ids",
                shown ? (foreign_countries(company) | company["account_fiscal_country_id"]).ids() : Ids{});
  }
}

// The page of terms and conditions is a template of the web client's.
void compute_terms(const RecordSet& self) {
  for (const RecordSet& company : self) company.set("invoice_terms_html", company.value("invoice_terms_html"));
}

std::string country_code(const RecordSet& company) {
  const std::string own = company["country_id"].text("code");
  return own.empty() ? company["account_fiscal_country_id"].text("code") : own;
}

void compute_vat_placeholder(const RecordSet& self) {
  for (const RecordSet& company : self)
    company.set("company_vat_placeholder", vat_placeholder(self.env(), country_code(company), "/ if not applicable"));
}

void compute_registry_placeholder(const RecordSet& self) {
  for (const RecordSet& company : self)
    company.set("company_registry_placeholder", registry_placeholder(self.env(), country_code(company)));
}

// Countries whose law asks for, or allows, corrections by negative amounts.
void compute_display_storno(const RecordSet& self) {
  constexpr std::string_view countries = " BA CN CZ HR PL RO RS RU SI SK UA AT CH DE IT ";
  for (const RecordSet& company : self) {
    const std::string code = company["account_fiscal_country_id"].text("code");
    company.set("display_account_storno", !code.empty() && countries.find(" " + code + " ") != std::string_view::npos);
  }
}

// Modules of countries force it; none of them is among those recorded.
void compute_force_audit_trail(const RecordSet& self) {
  for (const RecordSet& company : self) company.set("force_restrictive_audit_trail", false);
}

}  // namespace

Behaviour res_company_shown() {
  constexpr In since_18{.since = Series::v18}, since_19{.since = Series::v19};
  return {
      .model = "res.company",
      .computes = {{{"multi_vat_foreign_country_ids"}, compute_foreign_countries},
                   {{"account_enabled_tax_country_ids"}, compute_tax_countries},
                   {{"invoice_terms_html"}, compute_terms},
                   {{"company_vat_placeholder"}, compute_vat_placeholder, since_18},
                   {{"company_registry_placeholder"},
                    compute_registry_placeholder,
                    {.since = Series::v18, .until = Series::v18}},
                   {{"display_account_storno"}, compute_display_storno, since_19},
                   {{"force_restrictive_audit_trail"}, compute_force_audit_trail, since_19}},
  };
}

}  // namespace paridoo::addons::account
