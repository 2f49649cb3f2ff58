#include "simulator/addons/sale_pdf_quote_builder/models.h"

namespace paridoo::addons::sale_pdf_quote_builder {

using namespace orm;

namespace {

// Documents of products (product.document) are not simulated, so that nobody can have added one.
void compute_available_documents(const RecordSet& self) { self.set("available_product_document_ids", List{}); }

}  // namespace

Behaviour sale_order_line() {
  return {
      .model = "sale.order.line",
      .in = {.since = Series::v18},
      .computes = {{{"available_product_document_ids"}, compute_available_documents}},
  };
}

}  // namespace paridoo::addons::sale_pdf_quote_builder
