// Sale orders: quotations until they are confirmed, orders from then on.
//
// Amounts are in the order's currency, quantities in each line's unit of measure, times in UTC as Odoo writes them
// ("YYYY-MM-DD HH:MM:SS"). Besides what is said at each function, all may fail as any call of Odoo may.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::orders {

using odoo::Id;

struct OrderLine {
  Id id = 0;
  std::optional<odoo::Reference> product;
  std::string description;
  double quantity = 0;
  double quantity_delivered = 0;
  double quantity_invoiced = 0;
  double unit_price = 0;
  double discount_percent = 0;
  double untaxed = 0;
  double tax = 0;
  double total = 0;
};

struct Order {
  Id id = 0;
  std::string name;
  std::string state;  // draft, sent, sale, cancel
  odoo::Reference customer;
  std::optional<std::string> customer_reference;
  std::string ordered_at;
  odoo::Reference company;
  odoo::Reference currency;
  double untaxed = 0;
  double tax = 0;
  double total = 0;
  std::string invoice_status;                  // no, to invoice, invoiced, upselling
  std::optional<std::string> delivery_status;  // pending, started, partial, full; empty where nothing is delivered
  odoo::Ids deliveries;
  odoo::Ids invoices;

  // False where Odoo says that nothing is to be delivered, or nothing more.
  bool may_have_pending_delivery() const { return delivery_status && *delivery_status != "full"; }
};

struct OrderWithLines {
  Order order;
  std::vector<OrderLine> lines;
};

// not_found if there is none.
Result<Order> read_order(const odoo::Session& odoo, Id id);
Result<OrderWithLines> read_order_with_lines(const odoo::Session& odoo, Id id);

// Turns a quotation into an order, which makes its deliveries. invalid_state unless it is draft or sent.
Result<OrderWithLines> confirm_order(const odoo::Session& odoo, Id id);

}  // namespace paridoo::orders
