// Pictures and documents of product.product and product.template.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::product {

void compute_can_image_1024_be_zoomed(const orm::RecordSet& self);
void compute_can_image_variant_1024_be_zoomed(const orm::RecordSet& self);
void compute_product_document_count(const orm::RecordSet& self);

}  // namespace paridoo::addons::product
