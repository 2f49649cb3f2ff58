#include <fmt/format.h>

#include "simulator/addons/base/attachment_content.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/binary_content.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/image_size.h"

namespace paridoo::rpc {

namespace {

using orm::Env;
using orm::Fault;

// A grey pixel stands where there is no image.
constexpr std::string_view placeholder =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

HttpResponse not_found() { return error_page(404, "There is no such content."); }

Content content_of(const Exchange& exchange, const ContentAsked& asked) {
  Content content;
  exchange.services.databases.open(exchange.database)->run(visitor(exchange), {}, [&](const Env& env) -> orm::Value {
    content = find_content(env, asked);
    return {};
  });
  return content;
}

std::string quoted_name(std::string_view name) {
  std::string ascii;
  for (const char c : name) ascii += static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\' ? c : '_';
  return fmt::format("filename=\"{}\"; filename*=UTF-8''{}", ascii, percent_encoded(name));
}

HttpResponse sent(const HttpRequest& request, Content content, bool download) {
  const std::string etag = "\"" + content.etag + "\"";
  if (header(request.headers, "If-None-Match") == etag) return {.status = 304, .headers = {{"ETag", etag}}};
  return {
      .headers = {{"Content-Type",
                   content.mimetype.starts_with("text/") ? content.mimetype + "; charset=utf-8" : content.mimetype},
                  {"Content-Disposition", (download ? "attachment; " : "inline; ") + quoted_name(content.file_name)},
                  {"Content-Security-Policy", "default-src 'none'"},
                  {"ETag", etag}},
      .body = std::move(content.bytes),
  };
}

Content placeholder_image() {
  std::string bytes = addons::base::decode_base64(placeholder);
  std::string etag = addons::base::checksum_of(bytes);
  return {.bytes = std::move(bytes), .mimetype = "image/png", .file_name = "placeholder.png", .etag = std::move(etag)};
}

// Images that fit are sent as they are, by Odoo too; making others smaller is not simulated.
void require_fitting(const Content& content, const ContentAsked& asked) {
  if (!asked.width && !asked.height) return;
  const auto size = image_size(content.bytes);
  const bool fits =
      size && (!asked.width || size->width <= asked.width) && (!asked.height || size->height <= asked.height);
  if (!fits) throw orm::not_simulated("/web/image with a width or height that is less than the image's");
}

}  // namespace

HttpResponse web_content(Exchange& exchange) {
  const auto asked = read_content_asked(exchange.tail, form_of(exchange.request));
  if (!asked) return not_found();
  try {
    return sent(exchange.request, content_of(exchange, *asked), asked->download);
  } catch (const Fault& fault) {
    if (!orm::is_user_error(fault.kind())) throw;
    return not_found();
  }
}

HttpResponse web_image(Exchange& exchange) {
  const auto asked = read_content_asked(exchange.tail, form_of(exchange.request));
  if (!asked) return not_found();
  try {
    Content content = content_of(exchange, *asked);
    if (!content.mimetype.starts_with("image/")) content.mimetype = "application/octet-stream";
    require_fitting(content, *asked);
    return sent(exchange.request, std::move(content), asked->download);
  } catch (const Fault& fault) {
    if (!orm::is_user_error(fault.kind())) throw;
    return asked->download ? not_found() : sent(exchange.request, placeholder_image(), false);
  }
}

}  // namespace paridoo::rpc
