#include "src/catalogue/product_type.h"

namespace paridoo::catalogue {

using odoo::where;

std::string ProductTypes::read(odoo::RowReader& row) const {
  if (!has_flag_) return row.text("detailed_type");
  const auto type = row.text("type");
  return row.flag("is_storable") && type == "consu" ? "product" : type;
}

odoo::Domain ProductTypes::domain(std::string_view type) const {
  if (!has_flag_) return where("detailed_type", "=", type);
  const auto storable = where("is_storable", "=", type == "product");
  return type == "service" ? where("type", "=", type) : where("type", "=", "consu") & storable;
}

odoo::Dict ProductTypes::values(std::string_view type) const {
  if (!has_flag_) return {{"detailed_type", type}};
  const bool storable = type == "product";
  return {{"type", storable ? std::string_view("consu") : type}, {"is_storable", storable}};
}

}  // namespace paridoo::catalogue
