// Scheduled jobs (ir.cron). Nothing runs by itself here: who tests sets the clock, and then asks for what is due.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/service/databases.h"

namespace paridoo::service {

struct RunJob {
  std::string name = {};
  std::string failure = {};  // empty: it succeeded
};

// Runs the active jobs of the database whose time has come, by priority, each in a transaction of its own and once
// however often it was missed; each is then due next after now, one that failed too. A name that nobody has is a Fault.
std::vector<RunJob> run_due_jobs(Databases& databases, std::string_view database);

}  // namespace paridoo::service
