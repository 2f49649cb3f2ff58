#include "simulator/addons/product/models.h"
#include "simulator/addons/product/pricelist.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_property_product_pricelist(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("property_product_pricelist", pricelist_of_partner(partner));
}

// What a partner of the country has unless it is given another one.
RecordSet usual_pricelist(const RecordSet& partner) {
  if (partner.env().since(Series::v19)) return pricelist_of_country(partner.env(), partner["country_id"]);
  const std::string code = partner["country_id"].text("code");
  const Domain of_country = term("country_group_ids.country_ids.code", "=", code.empty() ? Value(false) : Value(code));
  return partner.env()["product.pricelist"].search(of_country, {.limit = 1});
}

// Kept on the partner only if it is another one than the country's.
void inverse_property_product_pricelist(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const RecordSet usual = usual_pricelist(partner);
    const RecordSet given = partner["property_product_pricelist"];
    const RecordSet own = own_pricelist(partner);
    const bool moved = own && usual && !(own == usual);
    if (given || moved) set_own_pricelist(partner, given == usual ? given.none() : given);
  }
}

Value commercial_fields(const RecordSet&, const Arguments&, const Super& super) {
  Value names = super();
  names.list().push_back("property_product_pricelist");
  return names;
}

Value company_dependent_commercial_fields(const RecordSet&, const Arguments&, const Super& super) {
  Value names = super();
  names.list().push_back("specific_property_product_pricelist");
  return names;
}

}  // namespace

Behaviour res_partner() {
  return {
      .model = "res.partner",
      .computes = {{{"property_product_pricelist"}, compute_property_product_pricelist}},
      .inverses = {{"property_product_pricelist", inverse_property_product_pricelist}},
      .methods = {model_method("_commercial_fields", "", commercial_fields),
                  model_method("_company_dependent_commercial_fields", "", company_dependent_commercial_fields,
                               In{.since = Series::v18})},
  };
}

}  // namespace paridoo::addons::product
