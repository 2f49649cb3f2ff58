#include "simulator/service/jobs.h"

#include "simulator/addons/base/scheduled_job.h"
#include "simulator/orm/fault.h"

namespace paridoo::service {

namespace {

using orm::Env;
using orm::Id;
using orm::RecordSet;
using orm::Value;

constexpr Id superuser = 1;

struct DueJob {
  Id id = 0;
  int runs = 1;
  RunJob report = {};
};

std::vector<DueJob> jobs_due(orm::Database& database) {
  std::vector<DueJob> due;
  database.run(superuser, {}, [&](const Env& env) -> Value {
    for (const RecordSet& job : addons::base::due_jobs(env))
      due.push_back({.id = job.id(), .runs = addons::base::runs_due(job), .report = {.name = job.display_name()}});
    return {};
  });
  return due;
}

std::string failure_of(orm::Database& database, Id job) {
  try {
    database.run(superuser, {}, [&](const Env& env) -> Value {
      addons::base::run_job(env["ir.cron"].browse(job));
      return {};
    });
    return {};
  } catch (const orm::Fault& fault) {
    return fault.message();
  }
}

void reschedule(orm::Database& database, const DueJob& job) {
  database.run(superuser, {}, [&](const Env& env) -> Value {
    addons::base::reschedule_job(env["ir.cron"].browse(job.id), !job.report.failure.empty());
    return {};
  });
}

}  // namespace

std::vector<RunJob> run_due_jobs(Databases& databases, std::string_view name) {
  const Databases::Lease lease = databases.open(name);
  std::vector<RunJob> ran;
  for (DueJob& job : jobs_due(*lease)) {
    for (int run = 0; run < job.runs; ++run) job.report.failure = failure_of(*lease, job.id);
    reschedule(*lease, job);
    lease.count_write();
    ran.push_back(std::move(job.report));
  }
  return ran;
}

}  // namespace paridoo::service
