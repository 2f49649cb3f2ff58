// The answer trickles: {"bytes": 100, "milliseconds": 50} sends so many bytes, waits so long, and goes on.
#include <algorithm>

#include "simulator/faults/fault.h"

namespace paridoo::faults {

Wrapper make_slow_body(const orm::Dict& configuration) {
  const auto bytes = static_cast<std::size_t>(std::max<std::int64_t>(1, number_in(configuration, "bytes", 100)));
  const std::chrono::milliseconds pause(number_in(configuration, "milliseconds", 100));
  return [bytes, pause](rpc::Handler inner) -> rpc::Handler {
    return [bytes, pause, inner = std::move(inner)](const rpc::HttpRequest& request) {
      rpc::HttpResponse response = inner(request);
      response.delivery.bytes_at_once = bytes;
      response.delivery.pause = pause;
      return response;
    };
  };
}

}  // namespace paridoo::faults
