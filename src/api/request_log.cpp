#include "src/api/request_log.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "src/api/errors.h"

namespace paridoo::api {

namespace {

constexpr std::size_t path_length_max = 200;

std::string printable(std::string_view text) {
  std::string out(text.substr(0, path_length_max));
  for (char& c : out) {
    if (c <= ' ' || c > '~') c = '?';
  }
  return out;
}

}  // namespace

std::string log_line(const LogEntry& entry) {
  return fmt::format("request_id={} method={} path={} status={} code={} ms={:.1f}", entry.request_id,
                     printable(entry.method), printable(entry.path), entry.status,
                     entry.error ? error_row(entry.error->kind).code : "-",
                     static_cast<double>(entry.elapsed.count()) / 1000);
}

void log_request(const LogEntry& entry) {
  const bool our_fault = entry.status >= 500;
  spdlog::log(our_fault ? spdlog::level::warn : spdlog::level::info, "{}", log_line(entry));
  if (our_fault && entry.error) spdlog::warn("request_id={} {}", entry.request_id, entry.error->detail);
}

}  // namespace paridoo::api
