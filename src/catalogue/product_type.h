// The kinds of products, which Odoo 18 tells in another way than 17: there the kind "product" became a flag.
#pragma once

#include <string>
#include <string_view>

#include "src/odoo/domain.h"
#include "src/odoo/row.h"
#include "src/odoo/version.h"

namespace paridoo::catalogue {

class ProductTypes {
 public:
  explicit ProductTypes(const odoo::Version& version) : has_flag_(version.major >= 18) {}

  // To be read besides "type".
  std::string_view storable_field() const { return has_flag_ ? "is_storable" : "detailed_type"; }
  // "product", "consu", "service" or whatever else Odoo says.
  std::string read(odoo::RowReader& row) const;
  odoo::Domain domain(std::string_view type) const;
  odoo::Dict values(std::string_view type) const;

 private:
  bool has_flag_;
};

}  // namespace paridoo::catalogue
