// The connection ends without an answer: {"before": true} before the call is made, else after its work is done.
#include "simulator/faults/fault.h"

namespace paridoo::faults {

Wrapper make_dropped_connection(const orm::Dict& configuration) {
  const bool before(configuration.get("before"));
  return [before](rpc::Handler inner) -> rpc::Handler {
    return [before, inner = std::move(inner)](const rpc::HttpRequest& request) {
      if (!before) inner(request);
      rpc::HttpResponse response;
      response.delivery.dropped = true;
      return response;
    };
  };
}

}  // namespace paridoo::faults
