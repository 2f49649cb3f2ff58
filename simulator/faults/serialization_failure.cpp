// The database could not serialise the call with others, however often Odoo tried: nothing of it is done.
#include "simulator/faults/fault.h"
#include "simulator/rpc/fault_response.h"
#include "simulator/service/serialization.h"

namespace paridoo::faults {

Wrapper make_serialization_failure(const orm::Dict&) {
  return [](rpc::Handler) -> rpc::Handler {
    return
        [](const rpc::HttpRequest& request) { return rpc::fault_response(request, service::SerializationFailure()); };
  };
}

}  // namespace paridoo::faults
