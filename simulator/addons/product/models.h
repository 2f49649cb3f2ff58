// The models of the addon product.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::product {

orm::Behaviour product_attribute();
orm::Behaviour product_attribute_custom_value();
orm::Behaviour product_attribute_value();
orm::Behaviour product_category();
orm::Behaviour product_combo();
orm::Behaviour product_combo_item();
orm::Behaviour product_packaging();
orm::Behaviour product_pricelist();
orm::Behaviour product_pricelist_item();
orm::Behaviour product_pricelist_item_form();
orm::Behaviour product_product();
orm::Behaviour product_supplierinfo();
orm::Behaviour product_tag();
orm::Behaviour product_template();
orm::Behaviour product_template_attribute_line();
orm::Behaviour product_template_attribute_value();
orm::Behaviour res_company();
orm::Behaviour res_country_group();
orm::Behaviour res_currency();
orm::Behaviour res_partner();

}  // namespace paridoo::addons::product
