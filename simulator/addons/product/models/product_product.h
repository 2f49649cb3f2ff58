// The parts of product.product, by subject. The Behaviour stands in product_product.cpp.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::product::variants {

// product_product_names.cpp
void compute_display_name(const orm::RecordSet& self);
void compute_code(const orm::RecordSet& self);
void compute_partner_ref(const orm::RecordSet& self);
orm::Domain search_display_name(const orm::RecordSet& model, std::string_view comparison, const orm::Value& operand);
orm::Value name_search(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);

// product_product_prices.cpp
void compute_price_extra(const orm::RecordSet& self);
void compute_lst_price(const orm::RecordSet& self);
void inverse_lst_price(const orm::RecordSet& self);
void compute_pricelist_item_count(const orm::RecordSet& self);
void compute_pricelist_rule_ids(const orm::RecordSet& self);
void inverse_pricelist_rule_ids(const orm::RecordSet& self);

// product_product_images.cpp
void compute_images(const orm::RecordSet& self);
void inverse_image_1920(const orm::RecordSet& self);

// product_product_archive.cpp
void unlink(const orm::RecordSet& self, const orm::UnlinkSuper& super);
orm::Value unlink_or_archive(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value filter_to_unlink(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value sync_template_activity(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);
orm::Value copy(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);

}  // namespace paridoo::addons::product::variants
