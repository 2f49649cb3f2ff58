// Lists of payments, and a customer in figures.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/customers/dashboard.h"
#include "src/governance/scope.h"
#include "src/governance/visibility.h"
#include "src/payments/payment.h"

namespace paridoo::api {

namespace {

Result<Answer> answer_list(const Call& call, const PageNumber& page, const std::optional<Id>& customer) {
  auto visible = governance::visible(call.odoo, call.scope, Subject::payment);
  if (!visible) return visible.error();
  const auto found = payments::list_payments(call.odoo, {.customer = customer,
                                                         .state = optional_text(call.query, "state"),
                                                         .from_day = optional_text(call.query, "date_from"),
                                                         .to_day = optional_text(call.query, "date_to"),
                                                         .visible = *std::move(visible),
                                                         .offset = page.offset(),
                                                         .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& payment : found->payments) items.push_back(render(payment));
  return answer_page(page, found->total, "payments", std::move(items));
}

Json render_dashboard(const customers::Dashboard& board) {
  const auto& customer = board.customer;
  return {
      {"customer",
       {{"id", customer.id},
        {"name", customer.name},
        {"email", render(customer.email)},
        {"phone", render(customer.phone)}}},
      {"orders", {{"quotations", board.quotations}, {"confirmed", board.orders}, {"amount_total", board.ordered}}},
      {"invoices",
       {{"total", board.invoices},
        {"amount_total", board.invoiced},
        {"outstanding", board.outstanding},
        {"overdue", board.overdue},
        {"paid", board.paid}}},
      {"payments", {{"total", board.payments}, {"last", board.last_payment ? render(*board.last_payment) : Json()}}},
      {"assets", board.assets ? Json{{"total", *board.assets}} : Json()},
  };
}

}  // namespace

Json render(const payments::Payment& payment) {
  return {
      {"id", payment.id},
      {"name", render(payment.name)},
      {"state", payment.state},
      {"amount", payment.amount},
      {"payment_date", payment.paid_on},
      {"partner", render(payment.customer)},
      {"journal", render(payment.journal)},
      {"currency", render(payment.currency)},
      {"memo", render(payment.memo)},
  };
}

Result<Answer> get_payments(const Call& call) {
  return answer_list(call, page_number(call.query, items_default), optional_id(call.query, "partner_id"));
}

Result<Answer> get_customer_payments(const Call& call) {
  if (const auto known = customers::read_customer(call.odoo, call.id("id")); !known) return known.error();
  return answer_list(call, page_number(call.query, items_default), call.id("id"));
}

Result<Answer> get_dashboard(const Call& call) {
  customers::Visible visible;
  for (const auto& [subject, domain] :
       {std::pair(Subject::order, &visible.orders), std::pair(Subject::invoice, &visible.invoices),
        std::pair(Subject::payment, &visible.payments)}) {
    const auto seen = governance::visible(call.odoo, call.scope, subject);
    if (!seen) return seen.error();
    *domain = *seen;
  }
  if (call.scope.governed) {
    const auto seen = governance::visible(call.odoo, call.scope, Subject::asset);
    if (!seen) return seen.error();
    visible.assets = *seen;
  }
  const auto board = customers::dashboard(call.odoo, call.id("id"), visible, call.scope.governed, governance::today());
  if (!board) return board.error();
  return success(200, {{"dashboard", render_dashboard(*board)}});
}

}  // namespace paridoo::api
