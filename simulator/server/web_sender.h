// Sends what automation rules tell other servers.
#pragma once

#include "simulator/orm/web_post.h"

namespace paridoo::server {

// Posts JSON, and waits a second for the answer, as Odoo does; what comes of it is told to nobody.
void post_over_http(const orm::WebPost& message);

}  // namespace paridoo::server
