// Payments.
#include <nlohmann/json.hpp>

#include "src/api/errors.h"
#include "src/api/handlers.h"
#include "src/api/render.h"
#include "src/api/request_body.h"
#include "src/governance/assignment.h"
#include "src/payments/attempt.h"
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

// What is collected by mobile money is an attempt first, where the Odoo keeps those.
Result<std::optional<Id>> begin_attempt(const Call& call, const payments::NewPayment& payment) {
  if (!call.scope.governed || payment.source != payments::PaymentSource::mobile_money) return std::optional<Id>();
  const auto order = orders::read_order(call.odoo, call.id("id"));
  if (!order) return order.error();
  const auto attempt = payments::begin_attempt(
      call.odoo, call.scope,
      {.order = order->id, .customer = order->customer.id, .amount = payment.amount, .currency = order->currency.id});
  if (!attempt) return attempt.error();
  return std::optional<Id>(*attempt);
}

// Whether the money may have been booked all the same.
bool is_outcome_unknown(ErrorKind kind) {
  return kind == ErrorKind::connection_lost || kind == ErrorKind::timeout || kind == ErrorKind::overloaded ||
         kind == ErrorKind::malformed_answer;
}

// The payment stands whether or not this can be noted: an attempt without its end stays pending, for a person to see.
void end_attempt(const Call& call, Id attempt, const Result<payments::PaymentOutcome>& outcome) {
  if (outcome && outcome->payment) {
    static_cast<void>(payments::succeed_attempt(call.odoo, attempt, outcome->payment->id));
  } else if (outcome || !is_outcome_unknown(outcome.error().kind)) {
    const auto why = outcome ? std::string("The order is paid already.") : outcome.error().message;
    static_cast<void>(payments::fail_attempt(call.odoo, attempt, why));
  }
}

Answer already_paid(const Call& call, const invoicing::Invoice& invoice) {
  auto body = error_body({ErrorKind::already_paid, "The order is paid already."}, call.request_id);
  body["invoice"] = render(invoice);
  return {.status = error_row(ErrorKind::already_paid).status, .body = body.dump()};
}

}  // namespace

Result<Answer> post_payment(const Call& call) {
  const auto payment = parse_payment(call.body);
  const auto attempt = begin_attempt(call, payment);
  if (!attempt) return attempt.error();
  const auto outcome = payments::register_payment(call.odoo, call.id("id"), payment);
  if (*attempt) end_attempt(call, **attempt, outcome);
  if (!outcome) return outcome.error();
  if (!outcome->payment) return already_paid(call, outcome->invoice);
  const Id order = call.id("id");
  for (const auto& [subject, record] :
       {std::pair(Subject::payment, outcome->payment->id), std::pair(Subject::invoice, outcome->invoice.id)}) {
    auto assigned = governance::assign_as_order(call.odoo, call.scope, order, subject, record);
    if (!assigned) return assigned.error();
  }
  return success(201, {{"message", "Payment registered"},
                       {"payment", render(*outcome->payment)},
                       {"invoice", render(outcome->invoice)}});
}

}  // namespace paridoo::api
