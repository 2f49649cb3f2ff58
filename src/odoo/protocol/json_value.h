// Odoo's values as JSON, for tools that write files and reports.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "src/odoo/value.h"

namespace paridoo::odoo {

nlohmann::json to_json(const Value& value);

}  // namespace paridoo::odoo
