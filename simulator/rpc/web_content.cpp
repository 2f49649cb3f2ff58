#include <fmt/format.h>

#include <algorithm>

#include "simulator/addons/base/attachment_content.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/picture.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/binary_content.h"
#include "simulator/rpc/endpoints.h"

namespace paridoo::rpc {

namespace {

using orm::Env;
using orm::Fault;

HttpResponse not_found() { return error_page(404, "There is no such content."); }

Content content_of(const Exchange& exchange, const ContentAsked& asked) {
  Content content;
  exchange.services.databases.open(exchange.database)->run(visitor(exchange), {}, [&](const Env& env) -> orm::Value {
    content = find_content(env, asked);
    return {};
  });
  return content;
}

bool is_token_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// Quoted only where a header needs it, as Werkzeug does.
std::string parameter(std::string_view text) {
  if (!text.empty() && std::ranges::all_of(text, is_token_letter)) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return out + "\"";
}

std::string file_name_parameters(std::string_view name) {
  std::string ascii;
  for (const char c : name)
    if (static_cast<unsigned char>(c) < 0x80 && c != '\r' && c != '\n') ascii += c;
  std::string out = "filename=" + parameter(ascii);
  if (ascii.size() < name.size()) out += "; filename*=UTF-8''" + percent_encoded(name);
  return out;
}

bool is_text(std::string_view mimetype) {
  return mimetype.starts_with("text/") || mimetype.ends_with("+xml") || mimetype == "application/xml" ||
         mimetype == "application/javascript";
}

HttpResponse sent(const HttpRequest& request, Content content, bool download) {
  const std::string etag = "\"" + content.etag + "\"";
  if (header(request.headers, "If-None-Match") == etag) return {.status = 304, .headers = {{"ETag", etag}}};
  return {
      .headers = {{"Content-Type", content.mimetype + (is_text(content.mimetype) ? "; charset=utf-8" : "")},
                  {"Content-Disposition",
                   (download ? "attachment; " : "inline; ") + file_name_parameters(content.file_name)},
                  {"Content-Security-Policy", "default-src 'none'"},
                  {"ETag", etag}},
      .body = std::move(content.bytes),
  };
}

// The name of the field bounds the placeholder, too.
Content placeholder_image(const ContentAsked& asked) {
  constexpr int side = 256;
  const int bound = asked.width || asked.height ? 0 : orm::bound_in_name(asked.field);
  const orm::PictureSize bounds{asked.width + bound, asked.height + bound};
  std::string bytes = orm::grey_square(orm::size_within({side, side}, bounds).width);
  std::string etag = addons::base::checksum_of(bytes);
  return {.bytes = std::move(bytes), .mimetype = "image/png", .file_name = "placeholder.png", .etag = std::move(etag)};
}

void make_fitting(Content& content, const ContentAsked& asked) {
  if (!asked.width && !asked.height) return;
  if (asked.crop && asked.width && asked.height) throw orm::not_simulated("/web/image that crops");
  content.bytes = orm::picture_within(content.bytes, {asked.width, asked.height});
  content.etag += fmt::format("-{}x{}", asked.width, asked.height);
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
    make_fitting(content, *asked);
    return sent(exchange.request, std::move(content), asked->download);
  } catch (const Fault& fault) {
    if (!orm::is_user_error(fault.kind())) throw;
    return asked->download ? not_found() : sent(exchange.request, placeholder_image(*asked), false);
  }
}

}  // namespace paridoo::rpc
