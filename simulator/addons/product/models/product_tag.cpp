#include "simulator/addons/product/models.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_product_ids(const RecordSet& self) {
  for (const RecordSet& tag : self) {
    const RecordSet products = tag["product_template_ids"]["product_variant_ids"] | tag["product_product_ids"];
    tag.set("product_ids", products.ids());
  }
}

Domain search_product_ids(const RecordSet&, std::string_view comparison, const Value& operand) {
  const std::string how(comparison);
  const Domain of_templates = term("product_template_ids.product_variant_ids", how, operand);
  const Domain own = term("product_product_ids", how, operand);
  return how.find("not") != how.npos || how == "!=" ? of_templates & own : of_templates | own;
}

Value record_in_context(const RecordSet& model, std::string_view key) {
  const Value& id = model.env().context(key);
  return id.is_integer() ? Value(List{command::set({id.integer()})}) : Value(List{command::set({})});
}

Value default_templates(const RecordSet& model) { return record_in_context(model, "product_template_id"); }
Value default_products(const RecordSet& model) { return record_in_context(model, "product_variant_id"); }

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  const bool keeps_given = !self.env().since(Series::v18) && defaults.get("name");
  for (std::size_t at = 0; !keeps_given && at < out.size(); ++at)
    out[at].set("name", self.at(at).text("name") + " (copy)");
  return out;
}

}  // namespace

Behaviour product_tag() {
  return {
      .model = "product.tag",
      .shared_relations = {{"product_template_ids", "product.template", "product_tag_ids"},
                           {"product_product_ids", "product.product", "additional_product_tag_ids"}},
      .defaults = {{"product_template_ids", default_templates}, {"product_product_ids", default_products}},
      .computes = {{{"product_ids"}, compute_product_ids}},
      .searches = {{"product_ids", search_product_ids}},
      .unique = {{{"name"}, "There is a tag of this name already."}},
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::product
