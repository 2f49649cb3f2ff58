#include "src/api/request_id.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <random>

namespace paridoo::api {

namespace {

constexpr std::size_t length_max = 64;

// Nothing that could forge a line of the log.
bool is_harmless(std::string_view id) {
  return !id.empty() && id.size() <= length_max && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '-' || c == '_' || c == '.';
  });
}

std::string new_id() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  return fmt::format("{:016x}", random());
}

}  // namespace

std::string request_id_of(const HttpRequest& request) {
  const auto given = request.header("X-Request-ID");
  return is_harmless(given) ? std::string(given) : new_id();
}

}  // namespace paridoo::api
