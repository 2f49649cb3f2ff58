// Making a quotation: a sale order in draft.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/governance/scope.h"
#include "src/orders/order.h"
#include "src/orders/packages.h"

namespace paridoo::orders {

struct NewQuotation {
  Id customer = 0;
  std::optional<Id> company = {};
  std::optional<std::string> customer_reference = {};
  // Of the custom sales module: not_supported on an Odoo without it.
  std::optional<Id> outlet = {};
  std::optional<Id> channel_partner = {};
  std::vector<NewOrderLine> lines = {};
  bool expand_packages = false;                 // the Odoo has bills of products
  std::optional<governance::Stamp> stamp = {};  // who sells, for which service account
};

// not_found, with the pointer into the request, where the customer, an outlet or a product does not exist. Packages
// become the products that they are made of; see packages.h for how their choices are refused.
Result<OrderWithLines> create_quotation(const odoo::Session& odoo, const NewQuotation& quotation);

// Commands that make these lines.
odoo::List new_line_commands(const std::vector<NewOrderLine>& lines);
// not_found, at its pointer in the request's `products`, for one that does not exist.
Result<void> check_products(const odoo::Session& odoo, const std::vector<NewOrderLine>& lines);

}  // namespace paridoo::orders
