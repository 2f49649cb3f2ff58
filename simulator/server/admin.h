// The admin API, under /paridoo/: what a test asks of the simulator itself. Bodies and answers are JSON.
//
//   GET    /paridoo/health                      {"status": "pass", "series", "databases"}
//   GET    /paridoo/journal[?last=N]            what was asked lately (Journal::report)
//   DELETE /paridoo/journal                     forgets it
//   GET    /paridoo/clock                       {"now"}
//   PUT    /paridoo/clock {"now": MOMENT}       sets the clock (ISO 8601), which runs on from there; null: back to now
//   POST   /paridoo/databases/<name>/reset      makes the database as it was when it was made
//
// An error is {"error": TEXT} with the status 400, 404 or 405.
#pragma once

#include "simulator/rpc/http_message.h"
#include "simulator/server/journal.h"
#include "simulator/service/services.h"

namespace paridoo::server {

inline constexpr std::string_view admin_prefix = "/paridoo/";

rpc::HttpResponse serve_admin(const rpc::HttpRequest& request, service::Services& services, Journal& journal);

}  // namespace paridoo::server
