// The OpenAPI 3.1 document, made of the route table, the error table and the schemas.
//
// contracts/api/openapi.json holds it for readers; a test says when the two differ, and writes it anew.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "src/api/route.h"

namespace paridoo::api {

nlohmann::ordered_json openapi_document();

// With which statuses a route may fail, in order.
std::vector<int> error_statuses(const Route& route);

}  // namespace paridoo::api
