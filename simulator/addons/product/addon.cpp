#include "simulator/addons/product/addon.h"

#include "simulator/addons/product/models.h"

namespace paridoo::addons::product {

orm::Addon product() {
  return {
      .name = "product",
      .depends = {"base", "mail", "uom"},
      .models = {product_attribute(),
                 product_attribute_custom_value(),
                 product_attribute_value(),
                 product_category(),
                 product_combo(),
                 product_combo_item(),
                 product_packaging(),
                 product_pricelist(),
                 product_pricelist_item(),
                 product_pricelist_item_form(),
                 product_product(),
                 product_supplierinfo(),
                 product_tag(),
                 product_template(),
                 product_template_attribute_line(),
                 product_template_attribute_value(),
                 res_company(),
                 res_country_group(),
                 res_currency(),
                 res_partner()},
  };
}

}  // namespace paridoo::addons::product
