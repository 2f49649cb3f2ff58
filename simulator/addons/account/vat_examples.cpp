#include "simulator/addons/account/vat_examples.h"

#include <algorithm>
#include <array>
#include <utility>

namespace paridoo::addons::account {

using namespace orm;

namespace {

using Example = std::pair<std::string_view, std::string_view>;

// Recorded: what a server shows to a partner of each country. Sorted by the country's code.
constexpr std::array<Example, 58> examples{{
    {"AL", "ALJ91402501L"},
    {"AR", "AR200-5536168-2 or 20055361682"},
    {"AT", "ATU12345675"},
    {"AU", "83 914 571 673"},
    {"BE", "BE0477472701"},
    {"BG", "BG1234567892"},
    {"BR", "either 11 digits for CPF or 14 digits for CNPJ"},
    {"CH", "CHE-123.456.788 TVA or CHE-123.456.788 MWST or CHE-123.456.788 IVA"},
    {"CL", "CL76086428-5"},
    {"CO", "CO213123432-1 or CO213.123.432-1"},
    {"CR", "3101012009"},
    {"CY", "CY10259033P"},
    {"CZ", "CZ12345679"},
    {"DE", "DE123456788 or 12/345/67890"},
    {"DK", "DK12345674"},
    {"DO", "DO1-01-85004-3 or 101850043"},
    {"EC", "1792060346001 or 1792060346"},
    {"EE", "EE123456780"},
    {"ES", "ESA12345674"},
    {"FI", "FI12345671"},
    {"FR", "FR23334175221"},
    {"GB", "GB123456782 or XI123456782"},
    {"GR", "EL123456783"},
    {"HR", "HR01234567896"},
    {"HU", "HU12345676 or 12345678-1-11 or 8071592153"},
    {"ID", "1234567890123456"},
    {"IE", "IE1234567FA"},
    {"IL", "XXXXXXXXX [9 digits] and it should respect the Luhn algorithm checksum"},
    {"IN", "12AAAAA1234AAZA"},
    {"IS", "IS062199"},
    {"IT", "IT12345670017"},
    {"JP", "T7000012050002"},
    {"KR", "123-45-67890 or 1234567890"},
    {"LT", "LT123456715"},
    {"LU", "LU12345613"},
    {"LV", "LV41234567891"},
    {"MA", "12345678"},
    {"MC", "FR53000004605"},
    {"MT", "MT12345634"},
    {"MX", "MXGODE561231GR8 or GODE561231GR8"},
    {"NL", "NL123456782B90"},
    {"NO", "NO123456785"},
    {"NZ", "49-098-576 or 49098576"},
    {"PE", "10XXXXXXXXY or 20XXXXXXXXY or 15XXXXXXXXY or 16XXXXXXXXY or 17XXXXXXXXY"},
    {"PH", "123-456-789-123"},
    {"PL", "PL1234567883"},
    {"PT", "PT123456789"},
    {"RO", "RO1234567897 or 8001011234567 or 9000123456789"},
    {"RS", "RS101134702"},
    {"RU", "RU123456789047"},
    {"SA", "310175397400003 [Fifteen digits, first and last digits should be \"3\"]"},
    {"SE", "SE123456789701"},
    {"SI", "SI12345679"},
    {"SK", "SK2022749619"},
    {"SM", "SM24165"},
    {"TR", "17291716060 (NIN) or 1729171602 (VKN)"},
    {"UY", "Example: '219999830019' (format: 12 digits, all numbers, valid check digit)"},
    {"VE", "V-12345678-1, V123456781, V-12.345.678-1"},
}};

// Those that 19.0 shows otherwise.
constexpr auto newer_examples = std::to_array<Example>({
    {"AR", "20055361682"},
    {"CL", "76086428-5"},
    {"CO", "213123432-1"},
    {"DO", "1-01-85004-3 or 101850043"},
    {"MX", "GODE561231GR8"},
    {"RU", "123456789047"},
    {"TH", "1234545678781"},
    {"TR", "11111111111 (NIN) or 2222222222 (VKN)"},
    {"UA", "12345678 or UA12345678 (EDRPOU), 1234567890 (RNOPP) or 123456789012 (IPN)"},
    {"XI", "XI123456782"},
});

std::string example_of(const Env& env, std::string_view country) {
  if (env.since(Series::v19))
    for (const auto& [code, example] : newer_examples)
      if (code == country) return std::string(example);
  const auto found = std::ranges::lower_bound(examples, country, {}, &Example::first);
  return found != examples.end() && found->first == country ? std::string(found->second) : "";
}

}  // namespace

std::string vat_placeholder(const Env& env, std::string_view country, std::string_view otherwise) {
  const std::string example = example_of(env, country);
  return (example.empty() ? "" : example + ", or ").append(otherwise);
}

std::string registry_placeholder(const Env& env, std::string_view country) {
  if (country == "JP") return "7000012050002";
  if (!env.since(Series::v19)) return "";
  return country == "DK" ? "58403288" : country == "FI" ? "8763054-9" : "";
}

}  // namespace paridoo::addons::account
