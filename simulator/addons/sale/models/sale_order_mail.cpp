// The printed order that goes with a letter.
#include "simulator/addons/base/attachment_content.h"
#include "simulator/addons/base/pdf.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/report/sale_order_document.h"

namespace paridoo::addons::sale {

using namespace orm;

namespace {

Value mail_document(const RecordSet& order, const Arguments&) {
  const std::string state = order.ensure_one().text("state");
  const bool is_quotation = state == "draft" || state == "sent";
  const base::ReportDocument document = sale_order_document(order.sudo());
  return Dict{{"name", (is_quotation ? "Quotation - " : "Order - ") + order.text("name") + ".pdf"},
              {"datas", base::encode_base64(base::pdf_of(std::span(&document, 1)))}};
}

}  // namespace

std::vector<Method> mail_methods() { return {{"_mail_document", "", mail_document}}; }

}  // namespace paridoo::addons::sale
