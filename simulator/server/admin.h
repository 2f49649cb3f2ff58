// The admin API, under /paridoo/: what a test asks of the simulator itself. Bodies and answers are JSON.
//
//   GET    /paridoo/health                      {"status": "pass", "series", "databases"}
//   GET    /paridoo/journal[?last=N]            what was asked lately (Journal::report)
//   DELETE /paridoo/journal                     forgets it
//   GET    /paridoo/clock                       {"now"}
//   PUT    /paridoo/clock {"now": MOMENT}       sets the clock (ISO 8601), which runs on from there; null: back to now.
//                                               Scheduled jobs whose time has come run in every database: {"now",
//                                               "jobs": [{"database", "name", "failure"}]}
//   GET    /paridoo/databases                   [{"name", "series"}]
//   POST   /paridoo/databases {"name", "series"}  makes a database, of the server's own series or of another
//   POST   /paridoo/databases/<name>/reset      makes the database as it was when it was made
//   POST   /paridoo/databases/<name>/jobs       runs the scheduled jobs that are due, as time passes by itself:
//                                               [{"name", "failure"}]; failure is null where there was none
//   POST   /paridoo/databases/<name>/api_keys {"login", "name", "scope"}   {"id", "key"}: a key that never expires
//   DELETE /paridoo/databases/<name>/api_keys {"id"}                       revokes it
//   GET    /paridoo/faults                      the faults that are on, with their configurations
//   PUT    /paridoo/faults/<name> {...}         switches a fault on (simulator/faults says which there are)
//   DELETE /paridoo/faults/<name>               switches it off
//   DELETE /paridoo/faults                      switches all off
//
// An error is {"error": TEXT} with the status 400, 404 or 405.
#pragma once

#include "simulator/faults/active_faults.h"
#include "simulator/rpc/http_message.h"
#include "simulator/server/journal.h"
#include "simulator/service/services.h"

namespace paridoo::server {

inline constexpr std::string_view admin_prefix = "/paridoo/";

struct Administered {
  service::Services& services;
  Journal& journal;
  faults::ActiveFaults& faults;
};

rpc::HttpResponse serve_admin(const rpc::HttpRequest& request, const Administered& administered);

}  // namespace paridoo::server
