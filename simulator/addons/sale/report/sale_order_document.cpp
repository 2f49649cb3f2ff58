#include "simulator/addons/sale/report/sale_order_document.h"

namespace paridoo::addons::sale {

using namespace orm;

namespace {

using base::printed_amount;
using base::printed_number;
using base::ReportDocument;

// 19.0 calls some fields of the lines by other names.
const char* unit_field(const Env& env) { return env.since(Series::v19) ? "product_uom_id" : "product_uom"; }
const char* taxes_field(const Env& env) { return env.since(Series::v19) ? "tax_ids" : "tax_id"; }

std::string title_of(const RecordSet& order) {
  const std::string state = order.text("state");
  return (state == "draft" || state == "sent" ? "Quotation # " : "Order # ") + order.text("name");
}

std::vector<std::string> row_of(const RecordSet& line) {
  if (!line.text("display_type").empty()) return {line.text("name")};
  const double discount = line.number("discount");
  return {line.text("name"),
          printed_number(line.number("product_uom_qty")) + " " + line[unit_field(line.env())].text("name"),
          printed_number(line.number("price_unit")),
          discount ? printed_number(discount) + "%" : std::string(),
          base::printed_names(line[taxes_field(line.env())]),
          printed_amount(line.number("price_subtotal"), line["currency_id"])};
}

void add_particulars(ReportDocument& document, const RecordSet& order) {
  const auto add = [&](const char* label, std::string value) {
    if (!value.empty()) document.particulars.emplace_back(label, std::move(value));
  };
  const std::string state = order.text("state");
  const bool quotation = state == "draft" || state == "sent";
  add("Your Reference", order.text("client_order_ref"));
  add(quotation ? "Quotation Date" : "Order Date", base::printed_date(order, "date_order"));
  if (quotation) add("Expiration", base::printed_date(order, "validity_date"));
  add("Salesperson", order["user_id"].text("name"));
}

}  // namespace

ReportDocument sale_order_document(const RecordSet& order) {
  ReportDocument document{.title = title_of(order),
                          .sender = base::address_lines(order["company_id"]["partner_id"]),
                          .recipient = base::address_lines(order["partner_id"]),
                          .columns = {"Description", "Quantity", "Unit Price", "Disc.%", "Taxes", "Amount"}};
  add_particulars(document, order);
  for (const RecordSet& line : order["order_line"]) document.rows.push_back(row_of(line));
  const RecordSet currency = order["currency_id"];
  document.totals = {{"Untaxed Amount", printed_amount(order.number("amount_untaxed"), currency)},
                     {"Taxes", printed_amount(order.number("amount_tax"), currency)},
                     {"Total", printed_amount(order.number("amount_total"), currency)}};
  const std::string terms = order["payment_term_id"].text("name");
  if (!terms.empty()) document.notes.push_back("Payment terms: " + terms);
  return document;
}

ReportDocument pro_forma_document(const RecordSet& order) {
  ReportDocument document = sale_order_document(order);
  document.title = "Pro-Forma Invoice # " + order.text("name");
  return document;
}

}  // namespace paridoo::addons::sale
