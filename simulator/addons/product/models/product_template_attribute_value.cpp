#include "simulator/addons/product/models.h"
#include "simulator/addons/product/models/product_template_attribute.h"
#include "simulator/orm/attempt.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& value : self)
    value.set("display_name", value["attribute_id"].text("name") + ": " + value.text("name"));
}

Value default_color(const RecordSet& model) {
  constexpr int colors = 11;
  return 1 + std::stoi(model.env().random_hex(4), nullptr, 16) % colors;
}

void check_values(const RecordSet& self) {
  for (const RecordSet& value : self.filtered("ptav_active"))
    if (!value["attribute_line_id"]["value_ids"].contains(value["product_attribute_value_id"]))
      throw validation_error("The value " + value.text("name") + " is not among those of its line.");
}

void refuse_variants(const Dict& values) {
  if (values.contains("ptav_product_variant_ids"))
    throw user_error("Which values a variant has is said on the variant.");
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& one : values) refuse_variants(one);
  return super(std::move(values));
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  refuse_variants(values);
  for (const std::string_view fixed : {"product_attribute_value_id", "product_tmpl_id"})
    if (values.contains(fixed))
      for (const RecordSet& value : self)
        if (!(Value(value[fixed]) == values.get(fixed)))
          throw user_error("The value of an attribute stays what it is, and with its product.");
  super(self, std::move(values));
}

// Variants lose a value that their line gave no choice of, and go with any other.
void unlink(const RecordSet& self, const UnlinkSuper& super) {
  for (const RecordSet& value : self)
    if (value["attribute_line_id"]["product_template_value_ids"].size() == 1)
      if (const RecordSet variants = value["ptav_product_variant_ids"])
        variants.write({{"product_template_attribute_value_ids", List{command::unlink(value.id())}}});
  if (const RecordSet variants = self["ptav_product_variant_ids"]) variants.call("_unlink_or_archive");
  RecordSet kept = self.none();
  for (const RecordSet& value : self.exists())
    if (!attempt(self.env(), [&] { super(value); })) kept |= value;
  if (kept) kept.write({{"ptav_active", false}});
}

}  // namespace

Behaviour product_template_attribute_value() {
  return {
      .model = "product.template.attribute.value",
      // The variants' field with only the values that their lines give a choice of lies on the same relation.
      .shared_relations = {{"ptav_product_variant_ids", "product.product", "product_template_variant_value_ids"}},
      .defaults = {{"color", default_color}},
      .computes = {{{"display_name"}, compute_display_name}},
      .constraints = {{check_values, {"attribute_line_id", "product_attribute_value_id"}}},
      .unique = {{{"attribute_line_id", "product_attribute_value_id"}, "A line has each value once."}},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::product
