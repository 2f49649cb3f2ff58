#include "simulator/addons/product/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void check_quantity(const RecordSet& self) {
  for (const RecordSet& packaging : self)
    if (packaging.number("qty") <= 0) throw validation_error("A packaging contains more than nothing.");
}

void check_barcode(const RecordSet& self) {
  for (const RecordSet& packaging : self) {
    const std::string barcode = packaging.text("barcode");
    if (!barcode.empty() && self.env()["product.product"].search_count(term("barcode", "=", barcode)) > 0)
      throw validation_error("The barcode " + barcode + " is the one of a product already.");
  }
}

}  // namespace

Behaviour product_packaging() {
  return {
      .model = "product.packaging",
      .in = {.until = Series::v18},
      .constraints = {{check_quantity, {"qty"}}, {check_barcode, {"barcode"}}},
      .unique = {{{"barcode"}, "There is a packaging with this barcode already."}},
  };
}

}  // namespace paridoo::addons::product
