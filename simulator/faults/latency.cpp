// Answers come late: {"milliseconds": 200}.
#include <chrono>
#include <thread>

#include "simulator/faults/fault.h"

namespace paridoo::faults {

Wrapper make_latency(const orm::Dict& configuration) {
  const std::chrono::milliseconds delay(number_in(configuration, "milliseconds", 1000));
  return [delay](rpc::Handler inner) -> rpc::Handler {
    return [delay, inner = std::move(inner)](const rpc::HttpRequest& request) {
      std::this_thread::sleep_for(delay);
      return inner(request);
    };
  };
}

}  // namespace paridoo::faults
