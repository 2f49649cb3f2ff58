// What there is to say about one customer.
#pragma once

#include <optional>
#include <string>

#include "src/odoo/domain.h"
#include "src/odoo/row.h"
#include "src/odoo/session.h"
#include "src/payments/payment.h"

namespace paridoo::customers {

using odoo::Id;

struct Customer {
  Id id = 0;
  std::string name;
  std::optional<std::string> email;
  std::optional<std::string> phone;
};

// not_found if there is none.
Result<Customer> read_customer(const odoo::Session& odoo, Id id);

// The conditions on what the caller sees of each model.
struct Visible {
  odoo::Domain orders = {};
  odoo::Domain invoices = {};
  odoo::Domain payments = {};
  odoo::Domain assets = {};
};

// Amounts are in the company's currency; "ordered" adds up orders as they say, each in its own.
struct Dashboard {
  Customer customer;
  std::int64_t quotations = 0;
  std::int64_t orders = 0;  // confirmed ones
  double ordered = 0;
  std::int64_t invoices = 0;  // posted ones
  double invoiced = 0;        // less credit notes
  double outstanding = 0;
  double overdue = 0;
  double paid = 0;
  std::int64_t payments = 0;
  std::optional<payments::Payment> last_payment = {};
  std::optional<std::int64_t> assets = {};  // empty: nothing is governed here, so they are not asked about
};

// `today` is "YYYY-MM-DD": what was due before is overdue.
Result<Dashboard> dashboard(const odoo::Session& odoo, Id customer, const Visible& visible, bool has_assets,
                            const std::string& today);

}  // namespace paridoo::customers
