#include "src/api/pages.h"

#include <algorithm>

#include "paridoo_contracts.h"

namespace paridoo::api {

namespace {

HttpResponse openapi_document() {
  const auto files = contracts::embedded_files();
  const auto file =
      std::find_if(files.begin(), files.end(), [](const auto& f) { return f.path == "api/openapi.json"; });
  return {.status = 200, .headers = {}, .body = std::string(file == files.end() ? std::string_view() : file->bytes)};
}

// That we answer is the health: whether Odoo does is another question.
HttpResponse health() { return {.status = 200, .headers = {}, .body = R"({"status": "pass"})"}; }

}  // namespace

std::optional<HttpResponse> find_page(const HttpRequest& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  if (request.path == "/openapi.json") return openapi_document();
  if (request.path == "/healthz") return health();
  return std::nullopt;
}

}  // namespace paridoo::api
