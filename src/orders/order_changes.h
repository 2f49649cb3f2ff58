// What may be done to an order besides confirming it.
//
// All answer the order as it is then; not_found if there is none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/orders/quotation.h"

namespace paridoo::orders {

struct ChangedLine {
  Id line = 0;
  std::optional<double> quantity = {};
  std::optional<double> unit_price = {};
};

struct OrderChanges {
  std::optional<Id> customer = {};
  std::optional<std::string> customer_reference = {};
  std::optional<std::string> ordered_at = {};   // "YYYY-MM-DD HH:MM:SS", UTC
  std::optional<std::string> valid_until = {};  // "YYYY-MM-DD"
  std::optional<Id> payment_terms = {};
  std::vector<ChangedLine> lines = {};
  std::vector<Id> removed_lines = {};
};

// Pointers in errors lead into the request. invalid_state unless the order is a quotation still.
Result<OrderWithLines> change_order(const odoo::Session& odoo, Id order, const OrderChanges& changes);
// `expand_packages` as for a new quotation.
Result<OrderWithLines> add_lines(const odoo::Session& odoo, Id order, const std::vector<NewOrderLine>& lines,
                                 bool expand_packages);

// Emails the quotation to the customer as PDF; a draft is sent from then on.
//   invalid_state   the customer has no email address, or the order is cancelled
Result<OrderWithLines> send_order(const odoo::Session& odoo, Id order, const std::optional<std::string>& message);

struct Document {
  std::string name;   // of the file
  std::string bytes;  // PDF
};
Result<Document> print_proforma(const odoo::Session& odoo, Id order);

// Locks a confirmed order: nobody changes it from then on. invalid_state unless it is confirmed.
Result<OrderWithLines> finalize_order(const odoo::Session& odoo, Id order);

// With its deliveries that are not done. invalid_state if it is cancelled already.
Result<OrderWithLines> cancel_order(const odoo::Session& odoo, Id order);

}  // namespace paridoo::orders
