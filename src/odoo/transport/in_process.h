// An Odoo in our own process: a function from outside takes the place of the network.
#pragma once

#include "src/odoo/transport/transport.h"

namespace paridoo::odoo {

// `answer` must be safe to call from several threads. What it throws becomes connection_lost, as if the server died.
Transport in_process_transport(std::function<WireResponse(const WireRequest&)> answer);

}  // namespace paridoo::odoo
