// The server has forgotten the client's session: the request arrives as if without its cookie.
#include <strings.h>

#include "simulator/faults/fault.h"

namespace paridoo::faults {

Wrapper make_session_expiry(const orm::Dict&) {
  return [](rpc::Handler inner) -> rpc::Handler {
    return [inner = std::move(inner)](const rpc::HttpRequest& request) {
      rpc::HttpRequest stranger = request;
      std::erase_if(stranger.headers,
                    [](const rpc::Header& header) { return strcasecmp(header.name.c_str(), "Cookie") == 0; });
      return inner(stranger);
    };
  };
}

}  // namespace paridoo::faults
