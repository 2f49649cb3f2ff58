// A request of the admin API on its way to what serves it.
#pragma once

#include <string>
#include <string_view>

#include "simulator/faults/active_faults.h"
#include "simulator/orm/value.h"
#include "simulator/rpc/http_message.h"
#include "simulator/server/journal.h"
#include "simulator/service/services.h"

namespace paridoo::server {

struct Asked {
  const rpc::HttpRequest& request;
  service::Services& services;
  Journal& journal;
  faults::ActiveFaults& faults;
  std::string name = {};  // of the database or fault, in the paths that have one

  // The object in the body; an empty one without a body, a Fault for anything else.
  orm::Dict body() const;
};

rpc::HttpResponse answer(const orm::Value& value, int status = 200);
rpc::HttpResponse refusal(int status, std::string_view why);

// admin_databases.cpp
rpc::HttpResponse list_databases(Asked& asked);
rpc::HttpResponse create_database(Asked& asked);
rpc::HttpResponse run_jobs(Asked& asked);
// Runs what is due in each database, and tells what ran.
orm::List run_jobs_everywhere(service::Databases& databases);
rpc::HttpResponse create_api_key(Asked& asked);
rpc::HttpResponse revoke_api_key(Asked& asked);

}  // namespace paridoo::server
