// The faults that can be switched on, and when they strike.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "simulator/faults/wrap.h"
#include "simulator/orm/value.h"

namespace paridoo::faults {

// What every fault is told beside its own configuration: {"path": "/jsonrpc", "body": "action_post", "skip": 2,
// "times": 1} lets two calls that post pass, and strikes once.
struct When {
  std::string path = {};   // requests whose path begins with this
  std::string body = {};   // and whose body holds this
  std::int64_t skip = 0;   // so many of them pass first
  std::int64_t times = 0;  // and so many are struck; 0: all
};

// Throws a Fault for values of the wrong kind.
When read_when(const orm::Dict& configuration);
// Strikes when it says so, and only then.
Wrapper limited(When when, Wrapper wrapper);

struct FaultType {
  std::string_view name;  // "latency"
  // Throws a Fault for a configuration that makes no sense.
  Wrapper (*make)(const orm::Dict& configuration);
};
std::span<const FaultType> all_faults();

// A number of the configuration, zero or more; a Fault for anything else.
std::int64_t number_in(const orm::Dict& configuration, std::string_view name, std::int64_t otherwise);

// One file each.
Wrapper make_latency(const orm::Dict& configuration);
Wrapper make_http_error(const orm::Dict& configuration);
Wrapper make_dropped_connection(const orm::Dict& configuration);
Wrapper make_truncated_body(const orm::Dict& configuration);
Wrapper make_slow_body(const orm::Dict& configuration);
Wrapper make_serialization_failure(const orm::Dict& configuration);
Wrapper make_session_expiry(const orm::Dict& configuration);

}  // namespace paridoo::faults
