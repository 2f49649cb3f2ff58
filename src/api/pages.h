// Pages beside the API: its document and the viewer of it, its health, its figures.
#pragma once

#include <optional>

#include "src/api/application.h"

namespace paridoo::api {

// Empty if the request is for none of them. They need no token, and no page needs a network besides ours.
std::optional<Result<HttpResponse>> find_page(const HttpRequest& request, const ApplicationOptions& options);

}  // namespace paridoo::api
