// What the validator leaves out, or does unsafely on hostile input: formats, and the lengths of arrays.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>

#include "src/contract/schemas.h"

namespace paridoo::contract {

// Checks "format" (date, odoo-date-time) and "maxItems" below "properties", "items", "anyOf" and references of a
// bundled schema. Values of another type than the schema's are left to the validator.
std::optional<Violation> check_formats_and_lengths(const nlohmann::json& bundled, const nlohmann::json& document);

}  // namespace paridoo::contract
