// How a page of a list looks.
#pragma once

#include "src/api/render.h"
#include "src/api/request_body.h"

namespace paridoo::api {

inline constexpr std::int64_t items_default = 20;

// {"success": true, "total": ..., "page": ..., "limit": ..., name: items}
Answer answer_page(const PageNumber& page, std::int64_t total, const char* name, Json items);

}  // namespace paridoo::api
