#include "simulator/addons/product/models.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_price_discounted(const RecordSet& self) {
  for (const RecordSet& seller : self)
    seller.set("price_discounted", seller.number("price") * (1 - seller.number("discount") / 100));
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

}  // namespace

Behaviour product_supplierinfo() {
  return {
      .model = "product.supplierinfo",
      .rec_name = "partner_id",
      .defaults = {{"company_id", default_company}, {"currency_id", default_currency}},
      .computes = {{{"price_discounted"}, compute_price_discounted}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::product
