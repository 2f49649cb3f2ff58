// Invoices.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/render.h"
#include "src/governance/assignment.h"
#include "src/invoicing/order_invoices.h"

namespace paridoo::api {

namespace {

// For the customer it is paid; what the bank has still to confirm is the accountant's affair.
std::string shown_payment_state(const std::string& state) { return state == "in_payment" ? "paid" : state; }

Json render_line(const invoicing::InvoiceLine& line) {
  return {
      {"id", line.id},
      {"product", render(line.product)},
      {"description", render(line.description)},
      {"quantity", line.quantity},
      {"price_unit", line.unit_price},
      {"discount", line.discount_percent},
      {"price_subtotal", line.untaxed},
      {"price_total", line.total},
      {"tax_ids", line.taxes},
  };
}

}  // namespace

Json render(const invoicing::Invoice& invoice) {
  return {
      {"id", invoice.id},
      {"name", render(invoice.name)},
      {"move_type", invoice.kind},
      {"state", invoice.state},
      {"payment_state", shown_payment_state(invoice.payment_state)},
      {"partner", render(invoice.customer)},
      {"ref", render(invoice.reference)},
      {"invoice_origin", render(invoice.origin)},
      {"invoice_date", render(invoice.invoiced_on)},
      {"invoice_date_due", render(invoice.due_on)},
      {"journal", render(invoice.journal)},
      {"currency", render(invoice.currency)},
      {"amount_untaxed", invoice.untaxed},
      {"amount_tax", invoice.tax},
      {"amount_total", invoice.total},
      {"amount_residual", invoice.residual},
  };
}

Json render(const invoicing::InvoiceWithLines& invoice) {
  auto body = render(invoice.invoice);
  body["lines"] = Json::array();
  for (const auto& line : invoice.lines) body["lines"].push_back(render_line(line));
  return body;
}

Result<Answer> post_order_invoice(const Call& call) {
  const auto made = invoicing::create_invoice(call.odoo, call.id("id"));
  if (!made) return made.error();
  const char* message = made->created ? "Invoice created" : "The order has a draft invoice already";
  return success(made->created ? 201 : 200, {{"message", message}, {"invoice", render(made->invoice)}});
}

Result<Answer> post_invoice_confirmation(const Call& call) {
  const auto invoice = invoicing::confirm_invoice(call.odoo, call.id("id"), call.id("invoice_id"));
  if (!invoice) return invoice.error();
  auto assigned =
      governance::assign_as_order(call.odoo, call.scope, call.id("id"), Subject::invoice, call.id("invoice_id"));
  if (!assigned) return assigned.error();
  return success(200, {{"message", "Invoice confirmed"}, {"invoice", render(*invoice)}});
}

Result<Answer> get_invoice(const Call& call) {
  const auto invoice = invoicing::read_invoice(call.odoo, call.id("id"));
  if (!invoice) return invoice.error();
  return success(200, {{"invoice", render(*invoice)}});
}

}  // namespace paridoo::api
