#include "src/invoicing/order_invoices.h"

#include <fmt/format.h>

#include <algorithm>

namespace paridoo::invoicing {

namespace {

constexpr std::string_view wizard_model = "sale.advance.payment.inv";

bool contains(const odoo::Ids& ids, Id id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

Result<void> check_invoiceable(const orders::Order& order) {
  if (order.state != "sale" && order.state != "done") {
    const auto message = fmt::format("Order {} is not confirmed: its state is {}.", order.name, order.state);
    return Error{ErrorKind::invalid_state, message};
  }
  if (order.invoice_status == "to invoice") return {};
  const auto reason = order.invoice_status == "no" ? "what is left must be delivered first" : "all of it is invoiced";
  return Error{ErrorKind::nothing_to_invoice, fmt::format("Order {} has nothing to invoice: {}.", order.name, reason)};
}

// The window that Odoo would open then.
Result<odoo::Value> run_invoicing_wizard(const odoo::Session& odoo, Id order) {
  odoo::List orders;
  orders.emplace_back(odoo::command::set({order}));
  const auto wizard = odoo.create(wizard_model, {{"advance_payment_method", "delivered"}, {"sale_order_ids", orders}});
  if (!wizard) return wizard.error();
  return odoo.call_on(wizard_model, {*wizard}, "create_invoices");
}

// The window shows the new invoice, or a list if the wizard made several: then the order knows.
Result<Id> newest_invoice(const odoo::Session& odoo, const orders::Order& before, const odoo::Value& window) {
  const odoo::Value* model = window.find("res_model");
  const odoo::Value* shown = window.find("res_id");
  const bool one = model && *model == odoo::Value("account.move") && shown && shown->is_integer();
  if (one && !contains(before.invoices, shown->integer())) return shown->integer();
  const auto after = orders::read_order(odoo, before.id);
  if (!after) return after.error();
  for (const Id invoice : after->invoices) {
    if (!contains(before.invoices, invoice)) return invoice;
  }
  return Error{ErrorKind::nothing_to_invoice, fmt::format("Odoo made no invoice for order {}.", before.name)};
}

Error no_such_invoice(const odoo::Session& odoo, Id order_id, Id invoice) {
  const auto order = orders::read_order(odoo, order_id);
  if (!order) return order.error();
  return {ErrorKind::not_found, fmt::format("Order {} has no invoice {}.", order->name, invoice)};
}

// Of an invoice that is the order's.
Result<std::string> state_of_invoice(const odoo::Session& odoo, Id order, Id invoice) {
  constexpr std::string_view fields[] = {"state"};
  const auto domain = odoo::where("id", "=", invoice) & odoo::where("line_ids.sale_line_ids.order_id", "=", order) &
                      odoo::where("move_type", "in", odoo::List{"out_invoice", "out_refund"});
  const auto found = odoo.find("account.move", domain, fields);
  if (!found) return found.error();
  if (!*found) return no_such_invoice(odoo, order, invoice);
  odoo::RowReader row("account.move", **found);
  return row.finish(row.text("state"));
}

Result<OrderInvoice> existing_invoice(const odoo::Session& odoo, Id id, bool created) {
  auto invoice = read_invoice(odoo, id);
  if (!invoice) return invoice.error();
  return OrderInvoice{.invoice = *std::move(invoice), .created = created};
}

}  // namespace

Result<OrderInvoice> create_invoice(const odoo::Session& odoo, const orders::Order& order) {
  const auto invoices = read_invoices(odoo, order.invoices);
  if (!invoices) return invoices.error();
  const auto draft = std::find_if(invoices->begin(), invoices->end(), [](const Invoice& i) { return i.is_draft(); });
  if (draft != invoices->end()) return existing_invoice(odoo, draft->id, false);
  if (auto possible = check_invoiceable(order); !possible) return possible.error();
  const auto window = run_invoicing_wizard(odoo, order.id);
  if (!window) return window.error();
  const auto id = newest_invoice(odoo, order, *window);
  if (!id) return id.error();
  return existing_invoice(odoo, *id, true);
}

Result<OrderInvoice> create_invoice(const odoo::Session& odoo, Id order_id) {
  const auto order = orders::read_order(odoo, order_id);
  if (!order) return order.error();
  return create_invoice(odoo, *order);
}

Result<void> post_invoice(const odoo::Session& odoo, Id invoice) {
  const auto posted = odoo.call_on("account.move", {invoice}, "action_post");
  if (!posted) return posted.error();
  return {};
}

Result<InvoiceWithLines> confirm_invoice(const odoo::Session& odoo, Id order_id, Id invoice_id) {
  const auto state = state_of_invoice(odoo, order_id, invoice_id);
  if (!state) return state.error();
  if (*state != "draft") {
    const auto message = fmt::format("Invoice {} cannot be confirmed: its state is {}.", invoice_id, *state);
    return Error{ErrorKind::invalid_state, message};
  }
  if (auto posted = post_invoice(odoo, invoice_id); !posted) return posted.error();
  return read_invoice(odoo, invoice_id);
}

}  // namespace paridoo::invoicing
