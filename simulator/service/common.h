// The service "common": version, login.
#pragma once

#include <string>

#include "simulator/service/services.h"

namespace paridoo::service {

orm::Value dispatch_common(Services& services, const std::string& method, const orm::List& params);

}  // namespace paridoo::service
