#include "simulator/faults/fault.h"

#include <fmt/format.h>

#include <atomic>
#include <memory>

#include "simulator/orm/fault.h"

namespace paridoo::faults {

namespace {

constexpr FaultType faults[] = {
    {"dropped_connection", make_dropped_connection},
    {"http_error", make_http_error},
    {"latency", make_latency},
    {"serialization_failure", make_serialization_failure},
    {"session_expiry", make_session_expiry},
    {"slow_body", make_slow_body},
    {"truncated_body", make_truncated_body},
};

std::string text_in(const orm::Dict& configuration, std::string_view name) {
  const orm::Value& value = configuration.get(name);
  if (!value.is_none() && !value.is_text()) throw orm::value_error(fmt::format("{} must be a text", name));
  return value.is_text() ? value.text() : std::string();
}

}  // namespace

std::span<const FaultType> all_faults() { return faults; }

std::int64_t number_in(const orm::Dict& configuration, std::string_view name, std::int64_t otherwise) {
  const orm::Value& value = configuration.get(name);
  if (value.is_none()) return otherwise;
  if (!value.is_integer() || value.integer() < 0)
    throw orm::value_error(fmt::format("{} must be a whole number, zero or more", name));
  return value.integer();
}

When read_when(const orm::Dict& configuration) {
  return {.path = text_in(configuration, "path"),
          .body = text_in(configuration, "body"),
          .skip = number_in(configuration, "skip", 0),
          .times = number_in(configuration, "times", 0)};
}

Wrapper limited(When when, Wrapper wrapper) {
  return [when = std::move(when), wrapper = std::move(wrapper)](rpc::Handler inner) -> rpc::Handler {
    const auto met = std::make_shared<std::atomic<std::int64_t>>(0);
    const rpc::Handler struck = wrapper(inner);
    return [when, met, inner = std::move(inner), struck](const rpc::HttpRequest& request) {
      const bool meant = request.path.starts_with(when.path) && request.body.find(when.body) != std::string::npos;
      if (!meant) return inner(request);
      const std::int64_t number = (*met)++;
      const bool strikes = number >= when.skip && (!when.times || number < when.skip + when.times);
      return strikes ? struck(request) : inner(request);
    };
  };
}

}  // namespace paridoo::faults
