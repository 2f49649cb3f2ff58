#include "simulator/service/jobs.h"

#include <algorithm>
#include <chrono>

#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::service {

namespace {

using orm::Env;
using orm::Id;
using orm::Moment;
using orm::RecordSet;
using orm::Value;

constexpr Id superuser = 1;

RecordSet due_jobs(const Env& env) {
  return env["ir.cron"].search(orm::term("active", "=", true) & orm::term("nextcall", "<=", env.now_text()),
                               {.order = "priority, id"});
}

// Months keep the time of day, and are cut to the length of the month.
Moment months_after(Moment moment, int months) {
  const orm::Day day = std::chrono::floor<std::chrono::days>(moment);
  return orm::add_months(day, months) + (moment - day);
}

Moment period_after(const RecordSet& job, Moment moment) {
  const auto count = static_cast<int>(std::max<std::int64_t>(job.integer("interval_number"), 1));
  const std::string unit = job.text("interval_type");
  if (unit == "minutes") return moment + std::chrono::minutes(count);
  if (unit == "hours") return moment + std::chrono::hours(count);
  if (unit == "days") return moment + std::chrono::days(count);
  if (unit == "weeks") return moment + std::chrono::weeks(count);
  return months_after(moment, count);
}

void reschedule(const RecordSet& job) {
  const Moment now = job.env().now();
  Moment next = job.moment("nextcall").value_or(now);
  while (next <= now) next = period_after(job, next);
  job.write({{"nextcall", orm::format_moment(next)}});
}

std::string failure_of(orm::Database& database, Id job) {
  try {
    database.run(superuser, {}, [&](const Env& env) -> Value {
      env["ir.cron"].browse(job).call("method_direct_trigger");
      return {};
    });
    return {};
  } catch (const orm::Fault& fault) {
    return fault.message();
  }
}

}  // namespace

std::vector<RunJob> run_due_jobs(Databases& databases, std::string_view name) {
  const Databases::Lease lease = databases.open(name);
  orm::Ids due;
  std::vector<RunJob> ran;
  lease->run(superuser, {}, [&](const Env& env) -> Value {
    for (const RecordSet& job : due_jobs(env)) {
      due.push_back(job.id());
      ran.push_back({.name = job.display_name()});
    }
    return {};
  });
  for (std::size_t i = 0; i < due.size(); ++i) {
    ran[i].failure = failure_of(*lease, due[i]);
    lease->run(superuser, {}, [&](const Env& env) -> Value {
      reschedule(env["ir.cron"].browse(due[i]));
      return {};
    });
    lease.count_write();
  }
  return ran;
}

}  // namespace paridoo::service
