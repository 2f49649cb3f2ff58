// product.attribute.custom.value: what a customer wrote for an attribute that takes any text.
#include "simulator/addons/product/models.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

std::string without_spaces_around(const std::string& text) {
  constexpr std::string_view spaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(spaces);
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

void compute_name(const RecordSet& self) {
  for (const RecordSet& one : self) {
    const std::string written = without_spaces_around(one.text("custom_value"));
    const RecordSet chosen = one["custom_product_template_attribute_value_id"];
    one.set("name", chosen.display_name().empty() ? written : chosen.display_name() + ": " + written);
  }
}

}  // namespace

Behaviour product_attribute_custom_value() {
  return {.model = "product.attribute.custom.value", .computes = {{{"name"}, compute_name}}};
}

}  // namespace paridoo::addons::product
