// The service "db": making, copying and dropping databases. All but a few methods ask for the master password.
#pragma once

#include <string>

#include "simulator/service/services.h"

namespace paridoo::service {

orm::Value dispatch_db(Services& services, const std::string& method, const orm::List& params);

}  // namespace paridoo::service
