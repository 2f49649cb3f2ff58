// res.partner: where it takes electronic invoices, and in which format.
#include <algorithm>
#include <cctype>

#include "simulator/addons/account_edi_ubl_cii/eas.h"
#include "simulator/addons/account_edi_ubl_cii/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account_edi_ubl_cii {

using namespace orm;

namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

bool is_european(const RecordSet& country) {
  const auto europe = country.env().find_ref("base.europe");
  return europe && europe->sudo()["country_ids"].contains(country.id());
}

// The tax number says more of the country than the address does. Since 19.0 only within Europe.
std::string country_of(const RecordSet& partner) {
  const std::string own = partner["country_id"].text("code"), vat = partner.text("vat");
  if (vat.size() < 2 || !is_letter(vat[0]) || !is_letter(vat[1])) return own;
  std::string prefix = vat.substr(0, 2);
  for (char& c : prefix) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (!partner.env().since(Series::v19)) return prefix;
  if (prefix == "EL") prefix = "GR";
  const RecordSet named = partner.sudo().env()["res.country"].search(term("code", "=", prefix), {.limit = 1});
  const RecordSet country = partner["country_id"];
  return country && named && is_european(named) && is_european(country) ? prefix : own;
}

bool passes_luhn(std::string_view digits) {
  int sum = 0, at = 0;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, ++at) {
    const int value = (*digit - '0') * (at % 2 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

// An establishment's number: that of the company, and five digits more.
bool is_siret(const std::string& number) {
  constexpr std::size_t siren_digits = 9, siret_digits = 14;
  std::string digits;
  for (const char c : number)
    if (c != ' ' && c != '.' && c != '-') digits += c;
  return digits.size() == siret_digits && std::ranges::all_of(digits, is_digit) && passes_luhn(digits) &&
         passes_luhn(std::string_view(digits).substr(0, siren_digits));
}

bool is_endpoint_char(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

bool is_valid_endpoint(const Env& env, const std::string& eas, const std::string& endpoint) {
  constexpr std::size_t registry_digits = 10, length_max = 50;
  const bool ten_digits = endpoint.size() == registry_digits && std::ranges::all_of(endpoint, is_digit);
  if (eas == "0208" && !ten_digits) return false;
  if (eas == "0009" && !is_siret(endpoint)) return false;
  if (eas == "0007" && env.since(Series::v18) && !ten_digits) return false;
  if (!env.since(Series::v19)) return true;
  return !endpoint.empty() && endpoint.size() <= length_max && std::ranges::all_of(endpoint, is_endpoint_char);
}

// Since 19.0 what an endpoint cannot hold is left out of it.
std::string cleaned(const Env& env, const std::string& endpoint, const std::string& eas) {
  if (!env.since(Series::v19)) return endpoint;
  std::string out;
  for (const char c : endpoint) {
    const bool belgian_letter = eas == "9925" && std::string_view("beBE").find(c) != std::string_view::npos;
    const bool kept = eas == "0208" || eas == "9925" ? is_digit(c) || belgian_letter : is_endpoint_char(c);
    if (kept) out += c;
  }
  return out;
}

std::string number_of(const RecordSet& partner, const std::string& country, const Scheme& scheme) {
  if (scheme.field.empty()) return {};
  std::string value = partner.text(scheme.field);
  const bool from_vat = partner.env().since(Series::v19) && country == "BE" && scheme.field == "company_registry";
  if (value.empty() && from_vat) {
    value = partner.text("vat");
    if (value.starts_with("BE")) value.erase(0, 2);
  }
  return cleaned(partner.env(), value, std::string(scheme.code));
}

bool fits(const RecordSet& partner, const std::string& country, const Scheme& scheme) {
  const std::string number = number_of(partner, country, scheme);
  return !number.empty() && is_valid_endpoint(partner.env(), std::string(scheme.code), number);
}

// What the partner has stays as long as it is one of the country's; else the first for which it has a valid number.
Value scheme_of(const RecordSet& partner) {
  const std::string country = country_of(partner);
  const std::vector<Scheme> schemes = schemes_of(partner.env().series(), country);
  const std::string own = partner.text("peppol_eas");
  const bool stays = std::ranges::any_of(schemes, [&](const Scheme& one) { return one.code == own; });
  if (schemes.empty() || stays) return partner.value("peppol_eas");
  const auto valid = std::ranges::find_if(schemes, [&](const Scheme& one) { return fits(partner, country, one); });
  return valid == schemes.end() ? schemes.front().code : valid->code;
}

void compute_eas(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("peppol_eas", scheme_of(partner));
}

Value endpoint_of(const RecordSet& partner) {
  const std::string eas = partner.text("peppol_eas"), country = country_of(partner);
  const std::string kept = cleaned(partner.env(), partner.text("peppol_endpoint"), eas);
  for (const Scheme& scheme : schemes_of(partner.env().series(), country))
    if (scheme.code == eas && fits(partner, country, scheme)) return number_of(partner, country, scheme);
  return kept.empty() ? Value(false) : Value(kept);
}

void compute_endpoint(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("peppol_endpoint", endpoint_of(partner));
}

// 17.0 keeps the format with the partner.
Value format_of(const RecordSet& partner) {
  const std::string country = country_of(partner);
  if (country == "DE") return "xrechnung";
  if (country == "AU" || country == "NZ") return "ubl_a_nz";
  if (country == "NL") return "nlcius";
  if (country == "FR") return "facturx";
  if (country == "SG") return "ubl_sg";
  const bool on_peppol = !schemes_of(partner.env().series(), country).empty();
  return on_peppol ? Value("ubl_bis3") : partner.value("ubl_cii_format");
}

void compute_format(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("ubl_cii_format", format_of(partner));
}

void compute_is_ubl(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const std::string format = partner.text("invoice_edi_format");
    const bool sent_by_peppol = format == "ubl_bis3" || format == "xrechnung" || format == "nlcius";
    const bool known = sent_by_peppol || format == "ubl_a_nz" || format == "ubl_sg" || format == "facturx";
    partner.set("is_ubl_format", known);
    partner.set("is_peppol_edi_format", sent_by_peppol);
  }
}

void compute_available_eas(const RecordSet& self) {
  List all;
  for (const auto& [code, label] : self.model().at("peppol_eas").facts->selection) all.emplace_back(code);
  for (const RecordSet& partner : self) partner.set("available_peppol_eas", all);
}

void check_endpoint(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const std::string eas = partner.text("peppol_eas"), endpoint = partner.text("peppol_endpoint");
    if (!eas.empty() && !endpoint.empty() && !is_valid_endpoint(self.env(), eas, endpoint))
      throw validation_error("The Peppol endpoint " + endpoint + " is not one of the scheme " + eas + ".");
  }
}

void check_eas(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const std::string eas = partner.text("peppol_eas");
    if (eas == "0212" || eas == "0213" || eas == "9955" || eas == "9901")
      throw validation_error("The Peppol scheme " + eas + " is no longer in use.");
  }
}

}  // namespace

Behaviour res_partner() {
  constexpr In until_17{.until = Series::v17}, since_18{.since = Series::v18}, since_19{.since = Series::v19};
  return {
      .model = "res.partner",
      .computes = {{{"peppol_eas"}, compute_eas},
                   {{"peppol_endpoint"}, compute_endpoint},
                   {{"ubl_cii_format"}, compute_format, until_17},
                   {{"is_ubl_format"}, compute_is_ubl, since_18},
                   {{"is_peppol_edi_format"}, compute_is_ubl, since_18},
                   {{"available_peppol_eas"}, compute_available_eas, since_19}},
      .constraints = {{check_eas, {"peppol_eas"}, until_17},
                      {check_endpoint, {"peppol_endpoint", "peppol_eas", "vat", "company_registry", "country_id"}}},
  };
}

}  // namespace paridoo::addons::account_edi_ubl_cii
