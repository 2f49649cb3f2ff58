#include "src/invoicing/invoice_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "src/odoo/attachment.h"

namespace paridoo::invoicing {

namespace {

std::string label(const Invoice& invoice) { return invoice.name.value_or(fmt::format("Draft {}", invoice.id)); }

// "INV/2026/00001" -> "INV_2026_00001.pdf"
std::string file_name(const Invoice& invoice) {
  auto name = label(invoice) + ".pdf";
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '/' || c == ' '; }, '_');
  return name;
}

Result<InvoiceDocument> print(const odoo::Session& odoo, const Invoice& invoice) {
  auto pdf = odoo.print("account.report_invoice_with_payments", invoice.id);
  if (!pdf) return pdf.error();
  return InvoiceDocument{.name = file_name(invoice), .bytes = *std::move(pdf)};
}

Result<void> check_sendable(const odoo::Session& odoo, const Invoice& invoice) {
  if (!invoice.is_posted()) {
    const auto message = fmt::format("Invoice {} cannot be sent: its state is {}.", invoice.id, invoice.state);
    return Error{ErrorKind::invalid_state, message};
  }
  return odoo::check_address(odoo, invoice.customer);
}

}  // namespace

Result<InvoiceDocument> print_invoice(const odoo::Session& odoo, Id id) {
  const auto invoice = read_invoice(odoo, id);
  if (!invoice) return invoice.error();
  return print(odoo, invoice->invoice);
}

Result<Invoice> send_invoice(const odoo::Session& odoo, Id id, const std::optional<std::string>& message) {
  const auto read = read_invoice(odoo, id);
  if (!read) return read.error();
  const auto& invoice = read->invoice;
  if (auto possible = check_sendable(odoo, invoice); !possible) return possible.error();
  auto document = print(odoo, invoice);
  if (!document) return document.error();
  const auto posted =
      odoo::post_document(odoo, {.model = "account.move",
                                 .record = id,
                                 .recipient = invoice.customer.id,
                                 .subject = label(invoice),
                                 .body = message.value_or(fmt::format("Please find {} attached.", label(invoice))),
                                 .file_name = document->name,
                                 .pdf = std::move(document->bytes)});
  if (!posted) return posted.error();
  return invoice;
}

}  // namespace paridoo::invoicing
