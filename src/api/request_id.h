// The name by which a request is found in the log.
#pragma once

#include <string>

#include "src/api/http_message.h"

namespace paridoo::api {

// The caller's X-Request-ID if it is a harmless one, else a new one of 16 hexadecimal digits.
std::string request_id_of(const HttpRequest& request);

}  // namespace paridoo::api
