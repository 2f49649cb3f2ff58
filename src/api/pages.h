// What the API serves besides its routes, to anyone: its document and its health.
#pragma once

#include <optional>

#include "src/api/http_message.h"

namespace paridoo::api {

// Empty if the path is none of these pages, or the method is none that reads.
std::optional<HttpResponse> find_page(const HttpRequest& request);

}  // namespace paridoo::api
