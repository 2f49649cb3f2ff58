// The taxonomy of product units as fields of the custom sales module, on an Odoo that has it.
#pragma once

#include <string>
#include <vector>

#include "src/catalogue/product.h"

namespace paridoo::catalogue {

// Those of its fields that this Odoo's products have.
Result<std::vector<std::string>> custom_fields(const odoo::Session& odoo);

UnitTaxonomy read_taxonomy(odoo::RowReader& row, const std::vector<std::string>& present);

// By field. not_supported, at the member of the request, for what is given and not `present`.
Result<odoo::Dict> taxonomy_values(const UnitTaxonomy& taxonomy, const std::vector<std::string>& present);

}  // namespace paridoo::catalogue
