// What the customer chose of a product beside its variant: values that make no variant, and texts of their own.
#include "simulator/addons/sale/models/sale_order_line.h"

namespace paridoo::addons::sale {

using orm::RecordSet;

namespace {

// Only values of the product that is sold now stay.
void keep_valid(const RecordSet& line, const char* field, const char* value_of) {
  const RecordSet kept = line[field];
  const RecordSet valid =
      line["product_id"].mapped("product_tmpl_id.valid_product_template_attribute_line_ids.product_template_value_ids");
  const RecordSet fitting = kept.filtered([&](const RecordSet& one) {
    const RecordSet value = *value_of ? one[value_of] : one;
    return valid.contains(value.id());
  });
  if (fitting != kept) line.set(field, fitting.ids());
}

void compute_custom_values(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    keep_valid(line, "product_custom_attribute_value_ids", "custom_product_template_attribute_value_id");
}

void compute_no_variant_values(const RecordSet& lines) {
  for (const RecordSet& line : lines) keep_valid(line, "product_no_variant_attribute_value_ids", "");
}

}  // namespace

std::vector<orm::Compute> line_attribute_computes() {
  return {{{"product_custom_attribute_value_ids"}, compute_custom_values},
          {{"product_no_variant_attribute_value_ids"}, compute_no_variant_values}};
}

}  // namespace paridoo::addons::sale
