#include "simulator/server/in_process.h"

#include <charconv>

namespace paridoo::server {

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    const char* digits = text.data() + at + 1;
    const bool escape =
        text[at] == '%' && at + 2 < text.size() && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    out += escape ? static_cast<char>(byte) : text[at];
    if (escape) at += 2;
  }
  return out;
}

rpc::HttpResponse ask(const rpc::Handler& handler, std::string method, std::string_view target, rpc::Headers headers,
                      std::string body) {
  const auto question_mark = target.find('?');
  return handler({
      .method = std::move(method),
      .path = percent_decoded(target.substr(0, question_mark)),
      .query = question_mark == std::string_view::npos ? "" : std::string(target.substr(question_mark + 1)),
      .headers = std::move(headers),
      .body = std::move(body),
      .peer = "in-process",
  });
}

}  // namespace paridoo::server
