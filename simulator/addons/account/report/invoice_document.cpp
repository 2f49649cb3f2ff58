#include "simulator/addons/account/report/invoice_document.h"

#include <cmath>
#include <map>

namespace paridoo::addons::account {

using namespace orm;

namespace {

using base::printed_amount;
using base::printed_number;
using base::ReportDocument;

std::string kind_of(const RecordSet& move) {
  const std::string type = move.text("move_type");
  if (type == "out_refund") return "Credit Note";
  if (type == "in_invoice") return "Vendor Bill";
  if (type == "in_refund") return "Vendor Credit Note";
  return type == "out_receipt" ? "Sales Receipt" : "Invoice";
}

std::string title_of(const RecordSet& move) {
  const std::string state = move.text("state");
  const std::string name = move.text("name");
  const std::string prefix = state == "draft" ? "Draft " : state == "cancel" ? "Cancelled " : "";
  return prefix + kind_of(move) + (name.empty() || name == "/" ? "" : " " + name);
}

void add_particulars(ReportDocument& document, const RecordSet& move) {
  const auto add = [&](const char* label, std::string value) {
    if (!value.empty()) document.particulars.emplace_back(label, std::move(value));
  };
  add("Invoice Date", base::printed_date(move, "invoice_date"));
  add("Due Date", base::printed_date(move, "invoice_date_due"));
  add("Source", move.text("invoice_origin"));
  add("Reference", move.text("ref"));
  add("Customer Code", move["partner_id"].text("ref"));
}

std::vector<std::string> row_of(const RecordSet& line) {
  if (line.text("display_type") != "product") return {line.text("name")};
  const double discount = line.number("discount");
  return {line.text("name"),
          printed_number(line.number("quantity")) + " " + line["product_uom_id"].text("name"),
          printed_number(line.number("price_unit")),
          discount ? printed_number(discount) + "%" : std::string(),
          base::printed_names(line["tax_ids"]),
          printed_amount(line.number("price_subtotal"), line["currency_id"])};
}

// One line for each group of taxes.
void add_taxes(ReportDocument& document, const RecordSet& move) {
  std::map<std::string, double> groups;
  for (const RecordSet& line : move["line_ids"].filtered("tax_line_id"))
    groups[line["tax_line_id"]["tax_group_id"].text("name")] += line.number("amount_currency");
  for (const auto& [group, amount] : groups)
    document.totals.emplace_back(group, printed_amount(std::abs(amount), move["currency_id"]));
}

void add_totals(ReportDocument& document, const RecordSet& move) {
  const RecordSet currency = move["currency_id"];
  document.totals.emplace_back("Untaxed Amount", printed_amount(move.number("amount_untaxed"), currency));
  add_taxes(document, move);
  document.totals.emplace_back("Total", printed_amount(move.number("amount_total"), currency));
}

}  // namespace

ReportDocument invoice_document(const RecordSet& move) {
  ReportDocument document{.title = title_of(move),
                          .sender = base::address_lines(move["company_id"]["partner_id"]),
                          .recipient = base::address_lines(move["partner_id"]),
                          .columns = {"Description", "Quantity", "Unit Price", "Disc.%", "Taxes", "Amount"}};
  add_particulars(document, move);
  for (const RecordSet& line : move["invoice_line_ids"]) document.rows.push_back(row_of(line));
  add_totals(document, move);
  const std::string communication = move.text("payment_reference");
  if (!communication.empty()) document.notes.push_back("Payment Communication: " + communication);
  const std::string terms = move["invoice_payment_term_id"].text("name");
  if (!terms.empty()) document.notes.push_back("Payment terms: " + terms);
  return document;
}

ReportDocument invoice_document_with_payments(const RecordSet& move) {
  ReportDocument document = invoice_document(move);
  const double due = move.number("amount_residual"), total = move.number("amount_total");
  if (move.text("state") != "posted" || due == total) return document;
  document.totals.emplace_back("Paid", printed_amount(total - due, move["currency_id"]));
  document.totals.emplace_back("Amount Due", printed_amount(due, move["currency_id"]));
  return document;
}

}  // namespace paridoo::addons::account
