// Passwords do not belong into recordings.
#pragma once

#include <string>

#include "simulator/rpc/http_message.h"

namespace paridoo::replay {

// The body of a request with {password} for each password in it: of users and of the database manager, in JSON, XML-RPC
// and forms. A body without one comes back as it is.
std::string without_passwords(const rpc::HttpRequest& request);

}  // namespace paridoo::replay
