// Answers of Odoo's about orders and invoices, as a test wants them to look.
#pragma once

#include <string>

namespace paridoo::testing {

struct OrderLook {
  std::string state = "sale";
  std::string invoice_status = "to invoice";
  std::string invoices = "[]";  // JSON
  std::string delivery_status = "full";
};

// What sale.order.search_read answers about order 5 of company 1.
std::string order_json(const OrderLook& look);

struct InvoiceLook {
  int id = 33;
  std::string state = "draft";
  std::string payment_state = "not_paid";
  double residual = 500;
};

// What account.move.search_read answers about one invoice of 500.
std::string invoice_json(const InvoiceLook& look);

}  // namespace paridoo::testing
