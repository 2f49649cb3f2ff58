// What a server of a series says of its version.
#pragma once

#include "simulator/orm/facts.h"
#include "simulator/orm/value.h"

namespace paridoo::service {

// {"server_version", "server_version_info", "server_serie", "protocol_version"}.
orm::Dict version(orm::Series series);
// [18, 0, 0, "final", 0, ""].
orm::List version_info(orm::Series series);

}  // namespace paridoo::service
