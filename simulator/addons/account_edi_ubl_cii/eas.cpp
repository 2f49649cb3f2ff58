#include "simulator/addons/account_edi_ubl_cii/eas.h"

#include <algorithm>
#include <array>

namespace paridoo::addons::account_edi_ubl_cii {

using orm::Series;

namespace {

// Most countries are known by their tax number under one scheme, in each series.
struct ByTaxNumber {
  std::string_view country = {}, code = {};
};
constexpr auto by_tax_number = std::to_array<ByTaxNumber>({
    {"AD", "9922"}, {"AL", "9923"}, {"AT", "9915"}, {"AU", "0151"}, {"BA", "9924"}, {"BG", "9926"}, {"CY", "9928"},
    {"CZ", "9929"}, {"DE", "9930"}, {"EE", "9931"}, {"ES", "9920"}, {"GB", "9932"}, {"GR", "9933"}, {"IE", "9935"},
    {"IS", "0196"}, {"JP", "0221"}, {"LI", "9936"}, {"LT", "9937"}, {"LU", "9938"}, {"MC", "9940"}, {"ME", "9941"},
    {"MK", "9942"}, {"MT", "9943"}, {"PL", "9945"}, {"PT", "9946"}, {"RO", "9947"}, {"RS", "9948"}, {"SI", "9949"},
    {"SK", "9950"}, {"SM", "9951"}, {"TR", "9952"}, {"VA", "9953"},
});

// The others. Fields that only a country's own module brings are left empty: no such module is among those recorded.
struct ByOwnRule {
  std::string_view country = {};
  Scheme scheme = {};
  Series since = Series::v17, until = Series::v19;
};
constexpr auto by_own_rule = std::to_array<ByOwnRule>({
    {"AE", {"0235", "vat"}, Series::v19},
    {"BE", {"0208", "company_registry"}},
    {"BE", {"9925", "vat"}, Series::v18},
    {"CH", {"9927", "vat"}},
    {"CH", {"0183", ""}, Series::v18},
    {"DK", {"0184", "company_registry"}, Series::v17, Series::v17},
    {"DK", {"0184", "vat"}, Series::v18},
    {"DK", {"0198", "vat"}},
    {"FI", {"0216", ""}},
    {"FI", {"0213", "vat"}, Series::v18},
    {"FR", {"0009", ""}, Series::v17, Series::v18},
    {"FR", {"0009", "company_registry"}, Series::v19},
    {"FR", {"9957", "vat"}},
    {"FR", {"0002", ""}, Series::v18},
    {"HR", {"9934", "vat"}},
    {"HR", {"0088", "company_registry"}, Series::v19},
    {"HU", {"9910", "vat"}, Series::v17, Series::v17},
    {"HU", {"9910", ""}, Series::v18},
    {"IT", {"0211", "vat"}},
    {"IT", {"0210", ""}},
    {"LV", {"0218", "company_registry"}, Series::v19},
    {"LV", {"9939", "vat"}},
    {"MY", {"0230", ""}, Series::v18},
    {"NL", {"0106", ""}},
    {"NL", {"0190", ""}},
    {"NO", {"0192", ""}},
    {"NZ", {"0088", "company_registry"}},
    {"SE", {"0007", "vat"}, Series::v17, Series::v17},
    {"SE", {"0007", "company_registry"}, Series::v18},
    {"SE", {"9955", "vat"}, Series::v18},
    {"SG", {"0195", ""}},
});

// Overseas France, which 19.0 treats as France was treated before.
constexpr auto overseas =
    std::to_array<std::string_view>({"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"});

}  // namespace

std::vector<Scheme> schemes_of(Series series, std::string_view country) {
  for (const ByTaxNumber& row : by_tax_number)
    if (row.country == country) return {{row.code, "vat"}};
  if (series == Series::v19 && std::ranges::find(overseas, country) != overseas.end())
    return schemes_of(Series::v18, "FR");
  std::vector<Scheme> out;
  for (const ByOwnRule& row : by_own_rule)
    if (row.country == country && row.since <= series && series <= row.until) out.push_back(row.scheme);
  return out;
}

}  // namespace paridoo::addons::account_edi_ubl_cii
