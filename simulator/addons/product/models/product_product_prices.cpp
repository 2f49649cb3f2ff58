#include "simulator/addons/product/models/product_product.h"
#include "simulator/addons/product/models/product_template.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::product::variants {

using namespace orm;
using templates::counted_rules;

namespace {

// The unit that prices are asked in.
RecordSet asked_unit(const Env& env) {
  const Value& unit = env.context("uom");
  return env["uom.uom"].browse(unit.is_integer() ? unit.integer() : 0);
}

}  // namespace

void compute_price_extra(const RecordSet& self) {
  for (const RecordSet& product : self)
    product.set("price_extra", product["product_template_attribute_value_ids"].sum("price_extra"));
}

void compute_lst_price(const RecordSet& self) {
  const RecordSet unit = asked_unit(self.env());
  for (const RecordSet& product : self) {
    const double price = uom::compute_price(product["uom_id"], product.number("list_price"), unit);
    product.set("lst_price", price + product.number("price_extra"));
  }
}

void inverse_lst_price(const RecordSet& self) {
  const RecordSet unit = asked_unit(self.env());
  for (const RecordSet& product : self) {
    const double price = uom::compute_price(unit, product.number("lst_price"), product["uom_id"]);
    product.write({{"list_price", price - product.number("price_extra")}});
  }
}

void compute_pricelist_item_count(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const Domain of_template =
        term("product_tmpl_id", "=", product["product_tmpl_id"].id()) & term("applied_on", "=", "1_product");
    const Domain own = term("product_id", "=", product.id()) & term("applied_on", "=", "0_product_variant");
    const Domain counted = counted_rules(self.env());
    product.set("pricelist_item_count",
                self.env()["product.pricelist.item"].search_count(counted & (of_template | own)));
  }
}

void compute_pricelist_rule_ids(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const RecordSet rules = product["product_tmpl_id"]["pricelist_rule_ids"];
    product.set("pricelist_rule_ids", rules.where("product_id", "in", List{false, product.id()}).ids());
  }
}

// The rules of other variants, which this one does not know of, stay.
void inverse_pricelist_rule_ids(const RecordSet& self) {
  for (const RecordSet& product : self) {
    const RecordSet of = product["product_tmpl_id"];
    const RecordSet foreign = of["pricelist_rule_ids"].where("product_id", "not in", List{false, product.id()});
    of.write({{"pricelist_rule_ids", List{command::set((product["pricelist_rule_ids"] | foreign).ids())}}});
  }
}

}  // namespace paridoo::addons::product::variants
