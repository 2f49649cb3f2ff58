// A proxy in front of Odoo answers in its place: {"status": 503}. The call is not made.
#include "simulator/faults/fault.h"
#include "simulator/orm/fault.h"

namespace paridoo::faults {

Wrapper make_http_error(const orm::Dict& configuration) {
  const auto status = static_cast<int>(number_in(configuration, "status", 503));
  if (status < 400 || status > 599) throw orm::value_error("status must be that of an HTTP error");
  return [status](rpc::Handler) -> rpc::Handler {
    return [status](const rpc::HttpRequest&) { return rpc::error_page(status, "The service cannot be reached."); };
  };
}

}  // namespace paridoo::faults
