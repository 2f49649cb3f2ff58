// Products: what is sold. Each is a product.product of Odoo's, of which a product.template may have several.
//
// Prices are in the company's currency, quantities in the product's unit of measure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/odoo/domain.h"
#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::catalogue {

using odoo::Id;

// What the custom sales module says of a product; all empty on an Odoo without it.
struct UnitTaxonomy {
  std::optional<std::string> category;       // physical, service, contract, digital
  std::optional<std::string> metric;         // piece, duration, count, energy, distance
  std::optional<std::string> service_type;   // access, gage
  std::optional<std::string> contract_type;  // privilege, warranty, rental, maintenance, asset_assignment
  std::optional<bool> recurring;
};

struct Product {
  Id id = 0;
  Id product_template = 0;
  std::string name;
  std::optional<std::string> internal_reference;
  std::optional<std::string> barcode;
  std::string type;                           // product (its stock is tracked), consu, service, combo
  std::string tracking;                       // none, lot, serial
  std::optional<std::string> invoice_policy;  // order, delivery
  std::optional<odoo::Reference> category;
  odoo::Reference unit;
  double price = 0;
  double cost = 0;
  std::optional<std::string> description;
  bool active = true;
  double on_hand = 0;
  double forecasted = 0;
  UnitTaxonomy taxonomy;
};

struct ProductFilter {
  std::optional<std::string> type;  // as in Product
  std::optional<std::string> text;  // a part of the name, the internal reference or the barcode
  std::optional<Id> category;       // or one below it
  std::optional<std::string> unit_category;
  std::optional<bool> recurring;
  odoo::Domain visible = {};  // further conditions
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct ProductPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Product> products;
};

struct ProductValues {
  std::optional<std::string> name = {};
  std::optional<std::string> internal_reference = {};
  std::optional<std::string> barcode = {};
  std::optional<std::string> type = {};
  std::optional<std::string> tracking = {};
  std::optional<std::string> invoice_policy = {};
  std::optional<Id> category = {};
  std::optional<Id> unit = {};
  std::optional<double> price = {};
  std::optional<double> cost = {};
  std::optional<std::string> description = {};
  UnitTaxonomy taxonomy = {};
};

// Those that may be sold and are not archived, by name. not_supported, at its pointer in the query, for a filter that
// needs the custom module on an Odoo without it.
Result<ProductPage> list_products(const odoo::Session& odoo, const ProductFilter& filter);

// An archived one too. not_found if there is none.
Result<Product> read_product(const odoo::Session& odoo, Id id);

// Pointers in errors lead into the request. not_found for a category or unit that does not exist, not_supported for
// what needs the custom module.
Result<Product> create_product(const odoo::Session& odoo, const ProductValues& values, const odoo::Dict& further);
Result<Product> update_product(const odoo::Session& odoo, Id id, const ProductValues& changes);

// It is not sold any more; what was sold of it stays. invalid_state if it is archived already.
Result<Product> archive_product(const odoo::Session& odoo, Id id);

}  // namespace paridoo::catalogue
