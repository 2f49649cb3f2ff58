#include "simulator/replay/recorder.h"

#include <fmt/format.h>
#include <strings.h>

#include <stdexcept>

#include "simulator/replay/secrets.h"
#include "simulator/rpc/json.h"

namespace paridoo::replay {

namespace {

using orm::Dict;
using orm::List;
using orm::Value;

bool is_named(const rpc::Header& header, const char* name) { return strcasecmp(header.name.c_str(), name) == 0; }

rpc::Headers without_secrets(const rpc::HttpRequest& request) {
  rpc::Headers out;
  for (const rpc::Header& header : request.headers) {
    if (is_named(header, "Authorization"))
      out.push_back({header.name, "bearer {key}"});
    else if (is_named(header, "Cookie"))
      out.push_back({header.name, "session_id={session}"});
    else if (is_named(header, "Content-Type") || is_named(header, "X-Odoo-Database"))
      out.push_back(header);
  }
  return out;
}

Dict described(const rpc::HttpResponse& response) {
  List headers;
  std::string type;
  bool cookie = false;
  for (const rpc::Header& header : response.headers) {
    if (is_named(header, "Content-Type")) type = header.value.substr(0, header.value.find(';'));
    cookie = cookie || (is_named(header, "Set-Cookie") && header.value.starts_with("session_id="));
    headers.push_back(List{header.name, header.value});
  }
  return {{"status", response.status},
          {"type", type},
          {"cookie", cookie},
          {"headers", std::move(headers)},
          {"body", response.body}};
}

}  // namespace

Recorder::Recorder(const std::filesystem::path& file, std::string series)
    : file_(file, std::ios::binary | std::ios::trunc), series_(std::move(series)) {
  file_ << "[\n]\n" << std::flush;
  if (!file_) throw std::runtime_error(file.string() + ": cannot be written");
}

rpc::HttpResponse Recorder::handle(const rpc::HttpRequest& request, const rpc::Handler& inner) {
  rpc::HttpResponse response = inner(request);
  const std::lock_guard lock(mutex_);
  write(request, response);
  return response;
}

// Over the bracket at the end, which then follows anew.
void Recorder::write(const rpc::HttpRequest& request, const rpc::HttpResponse& response) {
  constexpr int end_length = 3;  // "\n]\n"
  const RecordedExchange exchange{
      .name = fmt::format("{}/{}", request.path, written_ + 1),
      .series = series_,
      .verb = request.method,
      .path = request.query.empty() ? request.path : request.path + "?" + request.query,
      .headers = without_secrets(request),
      .body = without_passwords(request),
      .answer = described(response),
  };
  file_.seekp(-end_length, std::ios::end);
  file_ << (written_++ ? ",\n" : "\n") << rpc::dump_json(to_dict(exchange)) << "\n]\n" << std::flush;
}

}  // namespace paridoo::replay
