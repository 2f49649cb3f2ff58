// Taking a customer's money for an order.
#pragma once

#include <optional>
#include <string>

#include "src/invoicing/invoice.h"
#include "src/payments/payment.h"

namespace paridoo::payments {

enum class PaymentSource { cash, bank, mobile_money };

struct NewPayment {
  double amount = 0;                         // in the invoice's currency; above zero
  std::optional<Id> journal = {};            // empty: by `source`, else Odoo's own choice
  std::optional<PaymentSource> source = {};  // only asked if there is no journal
  std::optional<std::string> paid_on = {};   // "YYYY-MM-DD"; empty: today
  std::optional<std::string> memo = {};
  std::optional<Id> invoice = {};  // empty: the one that waits for money
};

struct PaymentOutcome {
  std::optional<Payment> payment;  // empty: the order is paid already, nothing was registered
  invoicing::Invoice invoice;      // as it is now
};

// Without an invoice given, in this order:
//   a delivery is pending             delivery_pending
//   one invoice waits for money       it is paid
//   several do                        invoice_ambiguous
//   the order has a draft, or can be invoiced: that is made and posted first
//   all invoices are paid             an outcome without payment
//   else                              nothing_to_invoice
// With one: not_found if it is not the order's, invalid_state if it is not posted. Further: not_found for a journal
// that is not for money, invoice_ambiguous and not_supported never change anything.
Result<PaymentOutcome> register_payment(const odoo::Session& odoo, Id order, const NewPayment& payment);

}  // namespace paridoo::payments
