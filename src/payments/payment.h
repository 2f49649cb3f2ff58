// Payments of customers: the money that came in.
//
// Amounts are in the payment's currency, dates are "YYYY-MM-DD".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/domain.h"
#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::payments {

using odoo::Id;

struct Payment {
  Id id = 0;
  std::optional<std::string> name;
  std::string state;
  double amount = 0;
  std::string paid_on;
  std::optional<odoo::Reference> customer;
  odoo::Reference journal;
  odoo::Reference currency;
  std::optional<std::string> memo;
};

struct PaymentFilter {
  std::optional<Id> customer;  // or who pays for it
  std::optional<std::string> state;
  std::optional<std::string> from_day;
  std::optional<std::string> to_day;  // both inclusive
  odoo::Domain visible = {};          // further conditions
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct PaymentPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Payment> payments;
};

// malformed_answer if Odoo does not show it.
Result<Payment> read_payment(const odoo::Session& odoo, Id id);

// What customers paid, the latest first.
Result<PaymentPage> list_payments(const odoo::Session& odoo, const PaymentFilter& filter);

}  // namespace paridoo::payments
