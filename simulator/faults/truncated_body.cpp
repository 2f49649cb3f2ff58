// The connection ends in the middle of the answer: {"bytes": 20} of its body arrive.
#include "simulator/faults/fault.h"

namespace paridoo::faults {

Wrapper make_truncated_body(const orm::Dict& configuration) {
  const auto bytes = static_cast<std::size_t>(number_in(configuration, "bytes", 10));
  return [bytes](rpc::Handler inner) -> rpc::Handler {
    return [bytes, inner = std::move(inner)](const rpc::HttpRequest& request) {
      rpc::HttpResponse response = inner(request);
      response.delivery.body_bytes_max = bytes;
      return response;
    };
  };
}

}  // namespace paridoo::faults
