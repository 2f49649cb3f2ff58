// Pictures and documents of products and variants.
#include "simulator/addons/product/models/product_media.h"

namespace paridoo::addons::product {

using namespace orm;

// Pictures are kept as they were given: none is larger than its copies.
void compute_can_image_1024_be_zoomed(const RecordSet& self) { self.set("can_image_1024_be_zoomed", false); }
void compute_can_image_variant_1024_be_zoomed(const RecordSet& self) {
  self.set("can_image_variant_1024_be_zoomed", false);
}

// Documents (product.document) are not simulated, so that nobody can have added one.
void compute_product_document_count(const RecordSet& self) { self.set("product_document_count", 0); }

}  // namespace paridoo::addons::product
