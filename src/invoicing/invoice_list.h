// Many invoices at once, and what is due next.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/invoicing/invoice.h"
#include "src/odoo/domain.h"

namespace paridoo::invoicing {

struct InvoiceFilter {
  std::optional<std::string> state;  // draft, posted, cancel; paid and in_payment: posted ones that are
  std::optional<Id> customer;        // or its contacts
  std::optional<std::string> from_day;
  std::optional<std::string> to_day;    // both inclusive, "YYYY-MM-DD"
  std::optional<odoo::Ids> among = {};  // only these
  bool unpaid = false;                  // only posted invoices that wait for money
  odoo::Domain visible = {};            // further conditions
  std::int64_t offset = 0;
  std::int64_t limit = 20;  // 0: all
};

struct InvoicePage {
  std::int64_t total = 0;  // of all pages
  std::vector<Invoice> invoices;
};

// Invoices and credit notes of customers, the latest first; what waits for money, the one that is due first.
Result<InvoicePage> list_invoices(const odoo::Session& odoo, const InvoiceFilter& filter);

struct Instalment {
  std::string due_on;
  double amount = 0;  // still to be paid, in `currency`
  odoo::Reference currency;
  odoo::Reference invoice;
};

// What the customer has to pay next, if anything. Payment terms split an invoice into instalments.
Result<std::optional<Instalment>> next_instalment(const odoo::Session& odoo, Id customer, const odoo::Domain& visible);

}  // namespace paridoo::invoicing
