#include "simulator/addons/product/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  const Value& shown = self.env().context("show_attribute");
  const bool with_attribute = shown.is_none() || shown;
  for (const RecordSet& value : self) {
    const std::string name = value.text("name");
    value.set("display_name", with_attribute ? value["attribute_id"].text("name") + ": " + name : name);
  }
}

// In 17.0 archived products hold on to the values that they are made of, too.
bool is_used(const RecordSet& value) {
  const RecordSet lines = value["pav_attribute_line_ids"];
  if (!value.env().since(Series::v18)) return !lines.empty();
  return !lines["product_tmpl_id"].filtered("active").empty();
}

void compute_is_used_on_products(const RecordSet& self) {
  for (const RecordSet& value : self) value.set("is_used_on_products", is_used(value));
}

// Only a form that is being edited can tell.
void compute_default_extra_price_changed(const RecordSet& self) {
  for (const RecordSet& value : self) value.set("default_extra_price_changed", false);
}

Value default_color(const RecordSet& model) {
  constexpr int colors = 11;
  return 1 + std::stoi(model.env().random_hex(4), nullptr, 16) % colors;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (values.contains("attribute_id"))
    for (const RecordSet& value : self)
      if (!(Value(value["attribute_id"]) == values.get("attribute_id")) && is_used(value))
        throw user_error("The value " + value.text("name") + " is used by products: it stays with its attribute.");
  super(self, std::move(values));
}

RecordSet variants_with(const RecordSet& value) {
  const RecordSet of_templates =
      value.env()["product.template.attribute.value"].search(term("product_attribute_value_id", "=", value.id()));
  return of_templates.with_context({{"active_test", false}})["ptav_product_variant_ids"];
}

// Only archived variants are made with the value.
bool is_of_the_past(const RecordSet& value) {
  const RecordSet variants = variants_with(value);
  return !variants.empty() && variants.filtered("active").empty();
}

// In 17.0 a value is deleted with its variants or not at all.
void unlink_before_18(const RecordSet& self, const UnlinkSuper& super) {
  for (const RecordSet& value : self) {
    const RecordSet variants = variants_with(value);
    const bool holds_on = variants && variants.call("_filter_to_unlink").ids() != variants.ids();
    if (is_used(value) || holds_on) throw user_error("The value " + value.text("name") + " is used by products.");
  }
  super(self);
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  if (!self.env().since(Series::v18)) return unlink_before_18(self, super);
  const RecordSet archived = self.filtered(is_of_the_past);
  for (const RecordSet& value : self - archived)
    if (is_used(value)) throw user_error("The value " + value.text("name") + " is used by products.");
  if (archived) archived.write({{"active", false}});
  super(self - archived);
}

}  // namespace

Behaviour product_attribute_value() {
  return {
      .model = "product.attribute.value",
      .defaults = {{"color", default_color}},
      .computes = {{{"display_name"}, compute_display_name},
                   {{"is_used_on_products"}, compute_is_used_on_products},
                   {{"default_extra_price_changed"}, compute_default_extra_price_changed, In{.since = Series::v18}}},
      .unique = {{{"name", "attribute_id"}, "An attribute has each value but once.", In{.until = Series::v17}}},
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::product
