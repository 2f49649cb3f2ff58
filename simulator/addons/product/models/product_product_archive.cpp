#include "simulator/addons/product/models/product_product.h"
#include "simulator/addons/product/models/product_template.h"
#include "simulator/orm/attempt.h"

namespace paridoo::addons::product::variants {

using namespace orm;

namespace {

// Templates that would be left without any variant, unless they make theirs on demand.
RecordSet templates_to_unlink(const RecordSet& products) {
  RecordSet templates = products.env()["product.template"];
  for (const RecordSet& product_template : products["product_tmpl_id"]) {
    const RecordSet others = product_template["product_variant_ids"] - products;
    if (others.empty() && !templates::has_dynamic_attributes(product_template)) templates |= product_template;
  }
  return templates;
}

void unlink_or_archive_each(const RecordSet& products) {
  if (products.empty()) return;
  const RecordSet present = products.exists();
  if (attempt(products.env(), [&] { present.unlink(); })) return;
  if (present.size() == 1) {
    if (present.flag("active")) present.write({{"active", false}});
    return;
  }
  const std::size_t half = present.size() / 2;
  const RecordSet first = present.first(half);
  unlink_or_archive_each(first);
  unlink_or_archive_each(present - first);
}

}  // namespace

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  const RecordSet products = self.exists();
  for (const RecordSet& product : products)
    if (const RecordSet of = product["product_tmpl_id"]; product.value("image_variant_1920") && !of.value("image_1920"))
      of.set("image_1920", product.value("image_variant_1920"));
  const RecordSet templates = templates_to_unlink(products);
  super(products);
  if (const RecordSet left = templates.exists()) left.unlink();
}

// Which products may be deleted at all; other addons leave out those that are in use.
Value filter_to_unlink(const RecordSet& self, const Arguments&) { return self.ids(); }

// As many as possible are deleted, the others archived.
Value unlink_or_archive(const RecordSet& self, const Arguments&) {
  const RecordSet products = self.sudo();
  const RecordSet deletable = products.browse(products.call("_filter_to_unlink").ids());
  if (const RecordSet kept = products - deletable) kept.write({{"active", false}});
  unlink_or_archive_each(deletable);
  return {};
}

// A template is active as long as one of its variants is.
Value sync_template_activity(const RecordSet& self, const Arguments&, const Super& super) {
  const Value result = super();
  for (const RecordSet& product_template : self["product_tmpl_id"]) {
    const bool has_variants = !product_template["product_variant_ids"].empty();
    if (product_template.flag("active") != has_variants) product_template.write({{"active", has_variants}});
  }
  return result;
}

// Variants follow from their template: a copy of one is the first variant of a copy of the template.
Value copy(const RecordSet& self, const Arguments& arguments, const Super&) {
  Ids variants;
  for (const RecordSet& product : self) {
    const Value made = product["product_tmpl_id"].call("copy", {arguments["default"]});
    const RecordSet templates =
        self.env()["product.template"].browse(made.is_integer() ? Ids{made.integer()} : made.ids());
    for (const Id id : templates["product_variant_ids"].first().ids()) variants.push_back(id);
  }
  return self.env().since(Series::v18) ? Value(variants) : Value(variants.empty() ? 0 : variants.front());
}

}  // namespace paridoo::addons::product::variants
