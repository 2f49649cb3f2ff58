// Texts of a request as JSON that fits its schema, or the error that says where it does not.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "src/api/http_message.h"
#include "src/api/route.h"

namespace paridoo::api {

// The body of a route that takes one; an empty object where the request has none.
//   unsupported_media_type  it is not application/json
//   malformed_json          it is not JSON, or nested beyond reason
//   invalid_request         it does not fit the route's schema
Result<nlohmann::json> parse_body(const Route& route, const HttpRequest& request);

// The query's parameters, with those that the schema calls integers as numbers. invalid_request if they do not fit, or
// if there are any where the route takes none.
Result<nlohmann::json> parse_query(const Route& route, const HttpRequest& request);

}  // namespace paridoo::api
