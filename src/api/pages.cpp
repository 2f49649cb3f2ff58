#include "src/api/pages.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "paridoo_contracts.h"
#include "paridoo_viewer.h"

namespace paridoo::api {

namespace {

template <typename Files>
std::string file_in(const Files& files, std::string_view path) {
  const auto file = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.path == path; });
  return std::string(file == files.end() ? std::string_view() : file->bytes);
}

constexpr auto docs_html = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Paridoo REST API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="document"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
)";

constexpr auto start_script = R"(SwaggerUIBundle({url: "/openapi.json", dom_id: "#document", deepLinking: true});
)";

HttpResponse page(std::string content_type, std::string body) {
  return {.status = 200,
          .content_type = std::move(content_type),
          .headers = {{"Content-Security-Policy",
                       "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"}},
          .body = std::move(body)};
}

HttpResponse json_page(std::string body) { return {.status = 200, .headers = {}, .body = std::move(body)}; }

// Ready is who can do its work: without Odoo we cannot.
Result<HttpResponse> readiness(const ApplicationOptions& options) {
  const auto version = options.odoo.ask_version();
  if (!version) {
    auto error = version.error();
    error.kind = ErrorKind::unreachable;
    return error;
  }
  return json_page(nlohmann::json{{"status", "pass"}, {"odoo", version->text}}.dump());
}

HttpResponse figures(const ApplicationOptions& options) {
  return {.status = 200,
          .content_type = std::string(Metrics::content_type()),
          .headers = {},
          .body = options.metrics->text()};
}

std::optional<HttpResponse> find_docs(std::string_view path) {
  if (path == "/docs") return page("text/html; charset=utf-8", docs_html);
  if (path == "/docs/start.js") return page("text/javascript", start_script);
  if (path == "/docs/swagger-ui.css") return page("text/css", file_in(viewer::embedded_files(), "swagger-ui.css"));
  if (path == "/docs/swagger-ui-bundle.js") {
    return page("text/javascript", file_in(viewer::embedded_files(), "swagger-ui-bundle.js"));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Result<HttpResponse>> find_page(const HttpRequest& request, const ApplicationOptions& options) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  if (request.path == "/openapi.json") return json_page(file_in(contracts::embedded_files(), "api/openapi.json"));
  // That we answer is the health: whether Odoo does is another question.
  if (request.path == "/healthz") return json_page(R"({"status": "pass"})");
  if (request.path == "/readyz") return readiness(options);
  if (request.path == "/metrics") return figures(options);
  if (auto docs = find_docs(request.path)) return *std::move(docs);
  return std::nullopt;
}

}  // namespace paridoo::api
