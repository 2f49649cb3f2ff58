// The names that the first draft of the API had for members of bodies, and still takes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "src/result/result.h"

namespace paridoo::api {

// The body by its present names: quantity is qty, supplier_id is partner_id, and each of a line's lots is a line.
// invalid_request with a pointer where both names, or neither, are given.
Result<nlohmann::json> with_present_names(nlohmann::json body);

}  // namespace paridoo::api
