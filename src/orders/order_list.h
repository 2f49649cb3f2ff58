// Many orders at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/orders/order.h"

namespace paridoo::orders {

struct OrderFilter {
  std::optional<std::string> state;
  std::optional<Id> customer;
  odoo::Domain visible = {};  // further conditions
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct OrderPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Order> orders;
};

// The latest first.
Result<OrderPage> list_orders(const odoo::Session& odoo, const OrderFilter& filter);

}  // namespace paridoo::orders
