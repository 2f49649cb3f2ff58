// The in-process transport: a request that never sees a socket goes through the same handler as one over TCP.
#pragma once

#include <string>
#include <string_view>

#include "simulator/rpc/http_message.h"

namespace paridoo::server {

// Asks `handler` for `target`, a path with perhaps a query, percent-encoded as in a request line.
rpc::HttpResponse ask(const rpc::Handler& handler, std::string method, std::string_view target, rpc::Headers headers,
                      std::string body);

// "%2F" as "/". What is no escape stays as it is.
std::string percent_decoded(std::string_view text);

}  // namespace paridoo::server
