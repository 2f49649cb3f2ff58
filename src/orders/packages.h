// Packages: products that are sold as the lines of their bill of products.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "src/odoo/session.h"

namespace paridoo::orders {

using odoo::Id;

struct NewOrderLine {
  Id product = 0;
  double quantity = 0;
  std::optional<double> unit_price = {};            // empty: as the customer's pricelist says
  std::map<std::string, std::string> choices = {};  // of a package: an option of each of its properties
  // Of a line that a package has become; not_supported on an Odoo without bills of products.
  std::optional<Id> package = {};  // the bill of products
  std::string chosen = {};         // "Panel Colour: Black"
};

// The lines with each package in place of which stand the products that it is made of. For an Odoo that has bills of
// products. invalid_request, at its pointer under `pointer`, for a choice that there is not, one that is missing, and
// a price of a package, which costs what its parts do.
Result<std::vector<NewOrderLine>> expand_packages(const odoo::Session& odoo, const std::vector<NewOrderLine>& lines,
                                                  std::string_view pointer);

}  // namespace paridoo::orders
