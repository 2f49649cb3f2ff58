#include "src/payments/register_payment.h"

#include "src/orders/order.h"
#include "src/payments/journal.h"
#include "src/payments/payable_invoice.h"

namespace paridoo::payments {

namespace {

constexpr std::string_view wizard_model = "account.payment.register";

odoo::Dict wizard_values(const NewPayment& payment, const std::optional<Id>& journal) {
  odoo::Dict values{{"amount", payment.amount}};
  if (journal) values.push_back({"journal_id", *journal});
  if (payment.paid_on) values.push_back({"payment_date", *payment.paid_on});
  if (payment.memo) values.push_back({"communication", *payment.memo});
  return values;
}

// Answers the payment's id.
Result<Id> run_payment_wizard(const odoo::Session& odoo, Id invoice, odoo::Dict values) {
  const auto on_invoice =
      odoo.with_context({{"active_model", "account.move"}, {"active_ids", odoo::Ids{invoice}}, {"active_id", invoice}});
  const auto wizard = on_invoice.create(wizard_model, std::move(values));
  if (!wizard) return wizard.error();
  const auto window = on_invoice.call_on(wizard_model, {*wizard}, "action_create_payments");
  if (!window) return window.error();
  const odoo::Value* payment = window->find("res_id");
  if (payment && payment->is_integer()) return payment->integer();
  return Error{ErrorKind::malformed_answer, "The payment was registered, but Odoo does not say as which."};
}

Result<invoicing::Invoice> read_again(const odoo::Session& odoo, const invoicing::Invoice& invoice) {
  auto now = invoicing::read_invoices(odoo, {invoice.id});
  if (!now) return now.error();
  if (!now->empty()) return std::move(now->front());
  return Error{ErrorKind::malformed_answer, "The payment was registered, but Odoo does not show its invoice."};
}

}  // namespace

Result<PaymentOutcome> register_payment(const odoo::Session& odoo, Id order_id, const NewPayment& payment) {
  const auto order = orders::read_order(odoo, order_id);
  if (!order) return order.error();
  const auto journal = choose_journal(odoo, order->company.id, payment);
  if (!journal) return journal.error();
  const auto invoice = payable_invoice(odoo, *order, payment.invoice);
  if (!invoice) return invoice.error();
  if (!invoice->is_open()) return PaymentOutcome{.payment = {}, .invoice = *invoice};
  const auto id = run_payment_wizard(odoo, invoice->id, wizard_values(payment, *journal));
  if (!id) return id.error();
  auto registered = read_payment(odoo, *id);
  if (!registered) return registered.error();
  auto now = read_again(odoo, *invoice);
  if (!now) return now.error();
  return PaymentOutcome{.payment = *std::move(registered), .invoice = *std::move(now)};
}

}  // namespace paridoo::payments
