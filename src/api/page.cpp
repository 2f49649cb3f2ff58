#include "src/api/page.h"

#include <nlohmann/json.hpp>

namespace paridoo::api {

Answer answer_page(const PageNumber& page, std::int64_t total, const char* name, Json items) {
  return success(200, {{"total", total}, {"page", page.page}, {"limit", page.limit}, {name, std::move(items)}});
}

}  // namespace paridoo::api
