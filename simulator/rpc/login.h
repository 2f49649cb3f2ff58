// Logging in by the web: the session belongs to a user from then on.
#pragma once

#include <string>

#include "simulator/orm/value.h"
#include "simulator/rpc/exchange.h"

namespace paridoo::rpc {

// Gives what session_info says of the user. Throws AccessDenied for a wrong login or password.
orm::Dict log_in(Exchange& exchange, const std::string& database, const std::string& login,
                 const std::string& password);
// The session belongs to nobody, and to this database.
void log_out(Exchange& exchange, std::string database);

}  // namespace paridoo::rpc
