// The invoices of a sale order: making them, and posting them.
#pragma once

#include "src/invoicing/invoice.h"
#include "src/orders/order.h"

namespace paridoo::invoicing {

struct OrderInvoice {
  InvoiceWithLines invoice;
  bool created = false;  // false: it was there
};

// The draft invoice that the order has, or a new one for what can be invoiced now.
//   invalid_state        the order is not confirmed
//   nothing_to_invoice   all of it is invoiced, or what is left must be delivered first
Result<OrderInvoice> create_invoice(const odoo::Session& odoo, Id order);
Result<OrderInvoice> create_invoice(const odoo::Session& odoo, const orders::Order& order);

// Posts a draft: it gets its number and its entries count.
//   not_found       no such order, or not an invoice of it
//   invalid_state   it is not a draft
Result<InvoiceWithLines> confirm_invoice(const odoo::Session& odoo, Id order, Id invoice);

// Without asking whose it is.
Result<void> post_invoice(const odoo::Session& odoo, Id invoice);

}  // namespace paridoo::invoicing
