// The countries in which the companies of a record declare their taxes: forms show what each of them needs.
#include <algorithm>

#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

std::vector<std::string> codes_of(const RecordSet& companies) {
  return companies.sudo()["account_fiscal_country_id"].texts("code");
}

std::string joined(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out += out.empty() ? code : "," + code;
  return out;
}

RecordSet companies_of(const RecordSet& record) {
  const RecordSet own = record["company_id"];
  return own ? own : record.env().companies();
}

void compute_of_company(const RecordSet& self) {
  for (const RecordSet& record : self) record.set("fiscal_country_codes", joined(codes_of(companies_of(record))));
}

// Since 19.0 the country of the partner itself counts.
void compute_of_partner(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    std::vector<std::string> codes = codes_of(companies_of(partner));
    const std::string own = partner["country_id"].text("code");
    const bool counts = self.env().since(Series::v19) && !own.empty();
    if (counts && std::ranges::find(codes, own) == codes.end()) codes.push_back(own);
    partner.set("fiscal_country_codes", joined(codes));
  }
}

void compute_of_all_companies(const RecordSet& self) {
  const std::string codes = joined(codes_of(self.env().companies()));
  for (const RecordSet& record : self) record.set("fiscal_country_codes", codes);
}

// Only companies that the context names count.
void compute_of_context(const RecordSet& self) {
  const bool named = self.env().context().contains("allowed_company_ids");
  const std::string codes = named ? joined(codes_of(self.env().companies())) : "";
  for (const RecordSet& record : self) record.set("fiscal_country_codes", codes);
}

List group_codes_of(const RecordSet& companies) {
  List out;
  for (const std::string& code : companies.sudo()["account_fiscal_country_id"]["country_group_ids"].texts("code"))
    if (std::ranges::find(out, Value(code)) == out.end()) out.emplace_back(code);
  if (out.empty()) out.emplace_back("");
  return out;
}

void compute_groups_of_partner(const RecordSet& self) {
  for (const RecordSet& partner : self)
    partner.set("fiscal_country_group_codes", group_codes_of(companies_of(partner)));
}

void compute_groups_of_company(const RecordSet& self) {
  for (const RecordSet& company : self) company.set("account_fiscal_country_group_codes", group_codes_of(company));
}

}  // namespace

std::vector<Behaviour> fiscal_countries() {
  constexpr In since_19{.since = Series::v19};
  return {
      {.model = "res.partner",
       .computes = {{{"fiscal_country_codes"}, compute_of_partner},
                    {{"fiscal_country_group_codes"}, compute_groups_of_partner, since_19}}},
      {.model = "res.company",
       .computes = {{{"account_fiscal_country_group_codes"}, compute_groups_of_company, since_19}}},
      {.model = "product.template", .computes = {{{"fiscal_country_codes"}, compute_of_company}}},
      {.model = "account.payment.term", .computes = {{{"fiscal_country_codes"}, compute_of_company}}},
      {.model = "uom.uom", .computes = {{{"fiscal_country_codes"}, compute_of_all_companies}}},
      {.model = "res.currency", .computes = {{{"fiscal_country_codes"}, compute_of_context, {.until = Series::v17}}}}};
}

}  // namespace paridoo::addons::account
