// A simulator in our own process, to be asked as a server is.
#pragma once

#include <chrono>

#include "simulator/orm/facts.h"
#include "src/odoo/transport/transport.h"

namespace paridoo::verify {

// A transport to a simulator with one new database "odoo" whose clock stands at `now`. The simulator lives as long as
// the transport and its copies.
odoo::Transport simulated(orm::Series series, std::chrono::sys_seconds now);

}  // namespace paridoo::verify
