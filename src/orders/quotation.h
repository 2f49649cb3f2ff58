// Making a quotation: a sale order in draft.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/governance/scope.h"
#include "src/orders/order.h"

namespace paridoo::orders {

struct NewOrderLine {
  Id product = 0;
  double quantity = 0;
  std::optional<double> unit_price = {};  // empty: as the customer's pricelist says
};

struct NewQuotation {
  Id customer = 0;
  std::optional<Id> company = {};
  std::optional<std::string> customer_reference = {};
  // Of the custom sales module: not_supported on an Odoo without it.
  std::optional<Id> outlet = {};
  std::optional<Id> channel_partner = {};
  std::vector<NewOrderLine> lines = {};
  std::optional<governance::Stamp> stamp = {};  // who sells, for which service account
};

// not_found, with the pointer into the request, where the customer or a product does not exist.
Result<OrderWithLines> create_quotation(const odoo::Session& odoo, const NewQuotation& quotation);

}  // namespace paridoo::orders
