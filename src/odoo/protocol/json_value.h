// Odoo's values as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "src/odoo/value.h"
#include "src/result/result.h"

namespace paridoo::odoo {

nlohmann::json to_json(const Value& value);
// Nesting deeper than any answer of Odoo's is malformed_answer.
Result<Value> value_from_json(const nlohmann::json& json);

}  // namespace paridoo::odoo
