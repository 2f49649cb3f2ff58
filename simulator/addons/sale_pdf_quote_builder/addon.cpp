#include "simulator/addons/sale_pdf_quote_builder/addon.h"

#include "simulator/addons/sale_pdf_quote_builder/models.h"

namespace paridoo::addons::sale_pdf_quote_builder {

orm::Addon sale_pdf_quote_builder() {
  return {
      .name = "sale_pdf_quote_builder", .depends = {"sale_management"}, .models = {sale_order(), sale_order_line()}};
}

}  // namespace paridoo::addons::sale_pdf_quote_builder
