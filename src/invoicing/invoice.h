// Customer invoices and credit notes: entries of Odoo's account.move.
//
// Amounts are in the invoice's currency, dates are "YYYY-MM-DD".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::invoicing {

using odoo::Id;

struct Invoice {
  Id id = 0;
  std::optional<std::string> name;  // the number; empty until it is posted
  std::string kind;                 // out_invoice, out_refund
  std::string state;                // draft, posted, cancel
  std::string payment_state;        // not_paid, in_payment, paid, partial, reversed, ...
  odoo::Reference customer;
  std::optional<std::string> reference;
  std::optional<std::string> origin;  // the order's name
  std::optional<std::string> invoiced_on;
  std::optional<std::string> due_on;
  odoo::Reference journal;
  odoo::Reference currency;
  double untaxed = 0;
  double tax = 0;
  double total = 0;
  double residual = 0;  // still to be paid

  bool is_draft() const { return state == "draft"; }
  bool is_posted() const { return state == "posted"; }
  // Posted and waiting for money.
  bool is_open() const;
};

struct InvoiceLine {
  Id id = 0;
  std::optional<odoo::Reference> product;
  std::optional<std::string> description;
  double quantity = 0;
  double unit_price = 0;
  double discount_percent = 0;
  double untaxed = 0;
  double total = 0;
  odoo::Ids taxes;
};

struct InvoiceWithLines {
  Invoice invoice;
  std::vector<InvoiceLine> lines;
};

// not_found for what is neither a customer invoice nor a credit note.
Result<InvoiceWithLines> read_invoice(const odoo::Session& odoo, Id id);

// Those of `ids` that are customer invoices, oldest first.
Result<std::vector<Invoice>> read_invoices(const odoo::Session& odoo, const odoo::Ids& ids);

}  // namespace paridoo::invoicing
