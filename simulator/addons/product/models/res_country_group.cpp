#include "simulator/addons/product/models.h"

namespace paridoo::addons::product {

orm::Behaviour res_country_group() {
  return {
      .model = "res.country.group",
      .shared_relations = {{"pricelist_ids", "product.pricelist", "country_group_ids"}},
  };
}

}  // namespace paridoo::addons::product
