// The token that opens a record's page in the portal without a login.
#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::portal {

// The token of one record; made if it has none.
std::string ensure_access_token(const orm::RecordSet& record);

}  // namespace paridoo::addons::portal
