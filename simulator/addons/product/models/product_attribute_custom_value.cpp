// product.attribute.custom.value: what a customer wrote for an attribute that takes any text.
#include "simulator/addons/product/models.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_name(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const std::string custom = one.text("custom_value"), written(trimmed(custom));
    const RecordSet chosen = one["custom_product_template_attribute_value_id"];
    one.set("name", chosen.display_name().empty() ? written : chosen.display_name() + ": " + written);
  }
}

}  // namespace

Behaviour product_attribute_custom_value() {
  return {.model = "product.attribute.custom.value", .computes = {{{"name"}, compute_name}}};
}

}  // namespace paridoo::addons::product
