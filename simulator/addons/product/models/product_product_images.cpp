#include <array>

#include "simulator/addons/product/models/product_product.h"

namespace paridoo::addons::product::variants {

using namespace orm;

namespace {

constexpr std::array<std::string_view, 5> sizes{"1920", "1024", "512", "256", "128"};

}  // namespace

// A variant without a picture of its own shows its template's.
void compute_images(const RecordSet& self) {
  for (const RecordSet& product : self)
    for (const std::string_view size : sizes) {
      const Value own = product.value("image_variant_" + std::string(size));
      const std::string image = "image_" + std::string(size);
      product.set(image, own ? own : product["product_tmpl_id"].value(image));
    }
}

// The picture goes to the template unless the template has one already, which other variants show.
void inverse_image_1920(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const RecordSet of_template = product["product_tmpl_id"];
    const Value image = product.value("image_1920");
    const bool removes = !image && !product.value("image_variant_1920");
    const bool is_first = image && !of_template.value("image_1920");
    const Domain siblings = term("product_tmpl_id", "=", of_template.id()) & term("active", "=", true);
    if (removes || is_first || self.none().search_count(siblings) <= 1) {
      product.set("image_variant_1920", false);
      of_template.set("image_1920", image);
    } else {
      product.set("image_variant_1920", image);
    }
  }
}

}  // namespace paridoo::addons::product::variants
