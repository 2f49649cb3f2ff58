#include "simulator/addons/product/models/product_template.h"

namespace paridoo::addons::product::templates {

using namespace orm;

namespace {

// The variants that count: the active ones, or all of them if none is.
RecordSet variants_of(const RecordSet& product_template) {
  const RecordSet active = product_template["product_variant_ids"];
  return active ? active : product_template.with_context({{"active_test", false}})["product_variant_ids"];
}

void compute_from_variant(const RecordSet& self, std::string_view field) {
  for (const RecordSet& product_template : self) {
    const RecordSet variants = variants_of(product_template);
    product_template.set(field, variants.size() == 1 ? variants.value(field) : Value(false));
  }
}

void inverse_to_variant(const RecordSet& self, std::string_view field) {
  for (const RecordSet& product_template : self)
    if (const RecordSet variants = variants_of(product_template); variants.size() == 1)
      variants.set(field, product_template.value(field));
}

}  // namespace

void compute_standard_price(const RecordSet& self) { compute_from_variant(self, "standard_price"); }
void inverse_standard_price(const RecordSet& self) { inverse_to_variant(self, "standard_price"); }
void compute_barcode(const RecordSet& self) { compute_from_variant(self, "barcode"); }
void inverse_barcode(const RecordSet& self) { inverse_to_variant(self, "barcode"); }
void compute_default_code(const RecordSet& self) { compute_from_variant(self, "default_code"); }
void inverse_default_code(const RecordSet& self) { inverse_to_variant(self, "default_code"); }
void compute_weight(const RecordSet& self) { compute_from_variant(self, "weight"); }
void inverse_weight(const RecordSet& self) { inverse_to_variant(self, "weight"); }
void compute_volume(const RecordSet& self) { compute_from_variant(self, "volume"); }
void inverse_volume(const RecordSet& self) { inverse_to_variant(self, "volume"); }

void compute_packaging_ids(const RecordSet& self) {
  for (const RecordSet& product_template : self) {
    const RecordSet variants = product_template["product_variant_ids"];
    product_template.set("packaging_ids", variants.size() == 1 ? variants["packaging_ids"].ids() : Ids{});
  }
}

void inverse_packaging_ids(const RecordSet& self) {
  for (const RecordSet& product_template : self)
    if (const RecordSet variants = product_template["product_variant_ids"]; variants.size() == 1)
      variants.write({{"packaging_ids", List{command::set(product_template.value("packaging_ids").ids())}}});
}

Domain counted_rules(const Env& env) {
  const Domain of_active = term("pricelist_id.active", "=", true);
  return env.since(Series::v18) ? of_active & term("compute_price", "=", "fixed") : of_active;
}

Domain search_barcode(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const RecordSet all = model.env()["product.product"].with_context({{"active_test", false}});
  return term("id", "in", all.search(term("barcode", std::string(comparison), operand))["product_tmpl_id"].ids());
}

Domain search_standard_price(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("product_variant_ids.standard_price", std::string(comparison), operand);
}

}  // namespace paridoo::addons::product::templates
