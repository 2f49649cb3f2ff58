#include "simulator/addons/sale_pdf_quote_builder/models.h"

namespace paridoo::addons::sale_pdf_quote_builder {

using namespace orm;

namespace {

// The models of such documents are not simulated, so that nobody can have added one.
void compute_available_documents(const RecordSet& self) {
  const bool is_renamed = self.env().since(Series::v19);
  for (const RecordSet& order : self)
    order.set(is_renamed ? "available_quotation_document_ids" : "available_product_document_ids", List{});
}

void compute_is_available(const RecordSet& self) {
  for (const RecordSet& order : self) order.set("is_pdf_quote_builder_available", false);
}

}  // namespace

Behaviour sale_order() {
  return {
      .model = "sale.order",
      .in = {.since = Series::v18},
      .computes = {{{"available_product_document_ids"}, compute_available_documents, In{.until = Series::v18}},
                   {{"available_quotation_document_ids"}, compute_available_documents, In{.since = Series::v19}},
                   {{"is_pdf_quote_builder_available"}, compute_is_available}},
  };
}

}  // namespace paridoo::addons::sale_pdf_quote_builder
