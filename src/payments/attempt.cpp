#include "src/payments/attempt.h"

#include "src/governance/assignment.h"

namespace paridoo::payments {

namespace {

constexpr std::string_view model = "abs.payment.attempt";

Result<void> end_attempt(const odoo::Session& odoo, Id attempt, std::string_view method, odoo::Dict arguments) {
  const auto ended = odoo.call_on(model, {attempt}, method, std::move(arguments));
  if (!ended) return ended.error();
  return {};
}

}  // namespace

Result<Id> begin_attempt(const odoo::Session& odoo, const governance::Scope& scope, const NewAttempt& attempt) {
  const auto account = governance::account_of_order(odoo, attempt.order);
  if (!account) return account.error();
  odoo::Dict values{{"provider", "mobile_money"},
                    {"order_id", attempt.order},
                    {"partner_id", attempt.customer},
                    {"amount", attempt.amount},
                    {"currency_id", attempt.currency}};
  if (*account) values.push_back({"x_sa_id", **account});
  if (scope.employee != 0) values.push_back({"x_actor_id", scope.employee});
  return odoo.create(model, std::move(values));
}

Result<void> succeed_attempt(const odoo::Session& odoo, Id attempt, Id payment) {
  return end_attempt(odoo, attempt, "action_succeed", {{"payment_id", payment}});
}

Result<void> fail_attempt(const odoo::Session& odoo, Id attempt, const std::string& why) {
  return end_attempt(odoo, attempt, "action_fail", {{"error", why}});
}

}  // namespace paridoo::payments
