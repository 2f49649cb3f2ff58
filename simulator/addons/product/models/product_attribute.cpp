#include "simulator/addons/product/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_number_related_products(const RecordSet& self) {
  const RecordSet lines = self.env()["product.template.attribute.line"];
  const bool counts_archived = !self.env().since(Series::v18);
  for (const RecordSet& attribute : self) {
    const Domain own = term("attribute_id", "=", attribute.id());
    const Domain used = counts_archived ? own : own & term("product_tmpl_id.active", "=", true);
    attribute.set("number_related_products", lines.search_count(used));
  }
}

void compute_product_tmpl_ids(const RecordSet& self) {
  for (const RecordSet& attribute : self)
    attribute.set("product_tmpl_ids", attribute["attribute_line_ids"]["product_tmpl_id"].ids());
}

void check_multi(const RecordSet& self) {
  for (const RecordSet& attribute : self)
    if (attribute.text("display_type") == "multi" && attribute.text("create_variant") != "no_variant")
      throw validation_error("An attribute of several values at a time makes no variants.");
}

void refuse_if_used(const RecordSet& self) {
  for (const RecordSet& attribute : self)
    if (attribute.integer("number_related_products") > 0)
      throw user_error("The attribute " + attribute.text("name") + " is used by products.");
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (values.contains("create_variant"))
    refuse_if_used(self.where("create_variant", "!=", values.get("create_variant")));
  super(self, std::move(values));
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  refuse_if_used(self);
  super(self);
}

Value action_archive(const RecordSet& self, const Arguments&, const Super& super) {
  refuse_if_used(self);
  return super();
}

}  // namespace

Behaviour product_attribute() {
  return {
      .model = "product.attribute",
      .computes = {{{"number_related_products"}, compute_number_related_products},
                   {{"product_tmpl_ids"}, compute_product_tmpl_ids}},
      .constraints = {{check_multi, {"display_type", "create_variant"}}},
      .methods = {{"action_archive", "", action_archive, In{.since = Series::v18}}},
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::product
