// Bills of products: the products that a package is made of, and what may be chosen about it. Of the custom addon.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/domain.h"
#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::catalogue {

using odoo::Id;

struct BillLine {
  Id id = 0;
  odoo::Reference product;
  double quantity = 0;  // in one package
  std::int64_t sequence = 0;
  std::string product_type;
  std::optional<std::string> category;  // physical, service, contract, digital
};

struct BillProperty {
  Id id = 0;
  std::string name;
  std::vector<std::string> options;
};

struct BillOfProducts {
  std::optional<Id> id;  // empty: the product has none yet
  std::optional<std::string> name;
  odoo::Reference product;
  std::vector<BillLine> lines;
  std::vector<BillProperty> properties;
};

struct BillLineValues {
  std::optional<Id> product = {};  // of a new line
  std::optional<double> quantity = {};
  std::optional<std::int64_t> sequence = {};
};

struct BillPropertyValues {
  std::optional<std::string> name = {};
  std::optional<std::vector<std::string>> options = {};
};

// A product by its id or its internal reference, among those that meet `visible`. not_found if there is none.
struct Packaged {
  odoo::Reference product;
  Id product_template = 0;
};
Result<Packaged> find_packaged(const odoo::Session& odoo, std::string_view reference, const odoo::Domain& visible);

Result<BillOfProducts> read_bill(const odoo::Session& odoo, const Packaged& packaged);

// The bill is made with the first line or property. All answer it as it is then. not_found for a line or property of
// another bill, and, at its pointer, for a product that does not exist.
Result<BillOfProducts> add_line(const odoo::Session& odoo, const Packaged& packaged, const BillLineValues& line);
Result<BillOfProducts> update_line(const odoo::Session& odoo, const Packaged& packaged, Id line,
                                   const BillLineValues& changes);
Result<BillOfProducts> remove_line(const odoo::Session& odoo, const Packaged& packaged, Id line);
Result<BillOfProducts> add_property(const odoo::Session& odoo, const Packaged& packaged,
                                    const BillPropertyValues& property);
Result<BillOfProducts> update_property(const odoo::Session& odoo, const Packaged& packaged, Id property,
                                       const BillPropertyValues& changes);
Result<BillOfProducts> remove_property(const odoo::Session& odoo, const Packaged& packaged, Id property);

}  // namespace paridoo::catalogue
