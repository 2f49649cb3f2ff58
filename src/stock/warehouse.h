// Warehouses and the locations that each has a name for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::stock {

using odoo::Id;

struct Warehouse {
  Id id = 0;
  std::string name;
  std::string short_name;
  odoo::Reference company;
  std::optional<odoo::Reference> input;
  std::optional<odoo::Reference> stock;
  std::optional<odoo::Reference> pack;
  std::optional<odoo::Reference> output;
  // The types of its transfers.
  std::optional<odoo::Reference> receipts;
  std::optional<odoo::Reference> internal;
};

Result<std::vector<Warehouse>> list_warehouses(const odoo::Session& odoo);

// not_found, at `pointer` in the request, if there is none.
Result<Warehouse> read_warehouse(const odoo::Session& odoo, Id id, std::string_view pointer);

}  // namespace paridoo::stock
