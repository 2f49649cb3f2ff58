// Payments.
#include <nlohmann/json.hpp>

#include "src/api/errors.h"
#include "src/api/handlers.h"
#include "src/api/render.h"
#include "src/api/request_body.h"
#include "src/governance/assignment.h"
#include "src/payments/register_payment.h"

namespace paridoo::api {

namespace {

std::optional<payments::PaymentSource> payment_source(const nlohmann::json& body) {
  const auto name = optional_text(body, "payment_source");
  if (!name) return std::nullopt;
  if (*name == "cash") return payments::PaymentSource::cash;
  return *name == "bank" ? payments::PaymentSource::bank : payments::PaymentSource::mobile_money;
}

payments::NewPayment parse_payment(const nlohmann::json& body) {
  return {
      .amount = body.at("amount").get<double>(),
      .journal = optional_id(body, "journal_id"),
      .source = payment_source(body),
      .paid_on = optional_text(body, "payment_date"),
      .memo = optional_text(body, "memo"),
      .invoice = optional_id(body, "invoice_id"),
  };
}

Json render_payment(const payments::Payment& payment) {
  return {
      {"id", payment.id},
      {"name", render(payment.name)},
      {"state", payment.state},
      {"amount", payment.amount},
      {"payment_date", payment.paid_on},
      {"journal", render(payment.journal)},
      {"currency", render(payment.currency)},
      {"memo", render(payment.memo)},
  };
}

Answer already_paid(const Call& call, const invoicing::Invoice& invoice) {
  auto body = error_body({ErrorKind::already_paid, "The order is paid already."}, call.request_id);
  body["invoice"] = render(invoice);
  return {.status = error_row(ErrorKind::already_paid).status, .body = body.dump()};
}

}  // namespace

Result<Answer> post_payment(const Call& call) {
  const auto outcome = payments::register_payment(call.odoo, call.id("id"), parse_payment(call.body));
  if (!outcome) return outcome.error();
  if (!outcome->payment) return already_paid(call, outcome->invoice);
  const Id order = call.id("id");
  for (const auto& [subject, record] :
       {std::pair(Subject::payment, outcome->payment->id), std::pair(Subject::invoice, outcome->invoice.id)}) {
    auto assigned = governance::assign_as_order(call.odoo, call.scope, order, subject, record);
    if (!assigned) return assigned.error();
  }
  return success(201, {{"message", "Payment registered"},
                       {"payment", render_payment(*outcome->payment)},
                       {"invoice", render(outcome->invoice)}});
}

}  // namespace paridoo::api
