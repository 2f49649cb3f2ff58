#include "src/catalogue/unit_taxonomy.h"

#include <fmt/format.h>

#include <algorithm>

namespace paridoo::catalogue {

namespace {

struct TextField {
  std::string_view name;
  std::optional<std::string> UnitTaxonomy::*member;
};

constexpr TextField text_fields[] = {
    {"x_pu_category", &UnitTaxonomy::category},
    {"x_pu_metric", &UnitTaxonomy::metric},
    {"x_service_type", &UnitTaxonomy::service_type},
    {"x_contract_type", &UnitTaxonomy::contract_type},
};

constexpr std::string_view recurring_field = "recurring_invoice";

bool has(const std::vector<std::string>& present, std::string_view field) {
  return std::find(present.begin(), present.end(), field) != present.end();
}

Error lacking(std::string_view field) {
  return {.kind = ErrorKind::not_supported,
          .message = fmt::format("This Odoo's products have no field {}.", field),
          .pointer = "/" + std::string(field)};
}

}  // namespace

Result<std::vector<std::string>> custom_fields(const odoo::Session& odoo) {
  std::vector<std::string_view> wanted;
  for (const auto& field : text_fields) wanted.push_back(field.name);
  wanted.push_back(recurring_field);
  return odoo.fields_present("product.product", wanted);
}

UnitTaxonomy read_taxonomy(odoo::RowReader& row, const std::vector<std::string>& present) {
  UnitTaxonomy taxonomy;
  for (const auto& field : text_fields) {
    if (has(present, field.name)) taxonomy.*field.member = row.optional_text(field.name);
  }
  if (has(present, recurring_field)) taxonomy.recurring = row.flag(recurring_field);
  return taxonomy;
}

Result<odoo::Dict> taxonomy_values(const UnitTaxonomy& taxonomy, const std::vector<std::string>& present) {
  odoo::Dict values;
  for (const auto& field : text_fields) {
    const auto& value = taxonomy.*field.member;
    if (!value) continue;
    if (!has(present, field.name)) return lacking(field.name);
    values.push_back({std::string(field.name), *value});
  }
  if (!taxonomy.recurring) return values;
  if (!has(present, recurring_field)) return lacking(recurring_field);
  values.push_back({std::string(recurring_field), *taxonomy.recurring});
  return values;
}

}  // namespace paridoo::catalogue
