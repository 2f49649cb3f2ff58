#include <string_view>

#include "simulator/addons/payment/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::payment {

using namespace orm;

namespace {

// Recorded: the countries in which these providers say that they work.
constexpr std::string_view stripe =
    " AE AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GF GI GP GR HK HR HU ID IE IT "
    "JP LI LT LU LV MF MQ MT MX MY NL NO NZ PH PL PT RE RO SE SG SI SK TH US YT ";
constexpr std::string_view mercado_pago = " AR BO BR CL CO CR DO EC GT HN MX NI PA PE PY SV UY VE ";

void compute_supported(const RecordSet& self, std::string_view field, std::string_view countries) {
  for (const RecordSet& country : self) {
    const std::string code = country.text("code");
    const bool is_among = !code.empty() && countries.find(" " + code + " ") != std::string_view::npos;
    country.set(field, is_among);
  }
}

void compute_stripe(const RecordSet& self) { compute_supported(self, "is_stripe_supported_country", stripe); }

void compute_mercado_pago(const RecordSet& self) {
  compute_supported(self, "is_mercado_pago_supported_country", mercado_pago);
}

}  // namespace

Behaviour res_country() {
  return {.model = "res.country",
          .computes = {{{"is_stripe_supported_country"}, compute_stripe, {.since = Series::v18}},
                       {{"is_mercado_pago_supported_country"}, compute_mercado_pago, {.since = Series::v19}}}};
}

}  // namespace paridoo::addons::payment
