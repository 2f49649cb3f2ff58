// The tree of product categories.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::catalogue {

using odoo::Id;

struct Category {
  Id id = 0;
  std::string name;
  std::string complete_name;  // "All / Solar Kits"
  std::optional<odoo::Reference> parent;
};

// All, or one with those below it: parents before their children. not_found, at /category_id, for one that there is
// not.
Result<std::vector<Category>> list_categories(const odoo::Session& odoo, const std::optional<Id>& within);

}  // namespace paridoo::catalogue
