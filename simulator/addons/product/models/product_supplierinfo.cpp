#include "simulator/addons/product/models.h"
#include "simulator/addons/product/product.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/draft.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

RecordSet product_of(const RecordSet& seller) {
  const RecordSet variant = seller["product_id"];
  return variant ? variant : seller["product_tmpl_id"];
}

// Since 19.0 a vendor has a unit of his own, and the price is told in the product's.
double price_in_product_unit(const RecordSet& seller) {
  const double price = seller.number("price");
  if (!seller.env().since(Series::v19)) return price;
  return uom::compute_price(unit_of_seller(seller), price, product_of(seller)["uom_id"]);
}

void compute_price_discounted(const RecordSet& self) {
  for (const RecordSet& seller : self)
    seller.set("price_discounted", price_in_product_unit(seller) * (1 - seller.number("discount") / 100));
}

void compute_product_uom_id(const RecordSet& self) {
  for (const RecordSet& seller : self)
    if (seller["product_uom_id"].empty()) seller.set("product_uom_id", product_of(seller)["uom_id"]);
}

void compute_product_tmpl_id(const RecordSet& self) {
  for (const RecordSet& seller : self)
    if (const RecordSet variant = seller["product_id"]) seller.set("product_tmpl_id", variant["product_tmpl_id"]);
}

// The price of a product without variants is that of its one variant.
void compute_product_id(const RecordSet& self) {
  for (const RecordSet& seller : self)
    if (seller["product_id"].empty() && seller.integer("product_variant_count") == 1)
      seller.set("product_id", seller["product_tmpl_id"]["product_variant_id"]);
}

Value default_company(const RecordSet& model) { return model.env().company(); }
Value default_currency(const RecordSet& model) { return model.env().company()["currency_id"]; }

// A variant's line is one of its template too.
Dict with_template(const RecordSet& model, Dict values) {
  const Value& product = values.get("product_id");
  if (product.is_integer() && !values.get("product_tmpl_id"))
    values.set("product_tmpl_id", model.env()["product.product"].browse(product.integer())["product_tmpl_id"]);
  return values;
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) one = with_template(model, std::move(one));
  return super(std::move(values));
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  super(self, with_template(self, std::move(values)));
}

Value onchange_template(const RecordSet& self) {
  const RecordSet variant = self["product_id"];
  if (variant && !self["product_tmpl_id"]["product_variant_ids"].contains(variant))
    assign_in_form(self, "product_id", false);
  return {};
}

}  // namespace

Behaviour product_supplierinfo() {
  return {
      .model = "product.supplierinfo",
      .rec_name = "partner_id",
      .defaults = {{"company_id", default_company}, {"currency_id", default_currency}},
      .computes = {{{"price_discounted"}, compute_price_discounted},
                   {{"product_uom_id"}, compute_product_uom_id, In{.since = Series::v19}},
                   {{"product_tmpl_id"}, compute_product_tmpl_id, In{.since = Series::v19}},
                   {{"product_id"}, compute_product_id, In{.since = Series::v19}}},
      .onchanges = {{{"product_tmpl_id"}, onchange_template}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::product
