// Scheduled jobs (ir.cron): what one runs, and when it is due next. As superuser, since jobs are the system's.
#pragma once

#include <chrono>
#include <optional>

#include "simulator/orm/environment.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// The active jobs whose time has come, in the order in which they run.
orm::RecordSet due_jobs(const orm::Env& env);

// Does what the job does, once, as its user. A Fault if that fails; NotSimulated names what we do not do.
void run_job(const orm::RecordSet& job);

// How often the job runs now: once, but in 17.0 once for each call that was missed if the job says so, and
// never without an interval, which 17.0 does not refuse.
int runs_due(const orm::RecordSet& job);

// Plans the next call after now and keeps account of how the last one went.
void reschedule_job(const orm::RecordSet& job, bool has_failed);

// How long it is from one call of a job to the next. Nothing for months, which differ in length.
std::optional<std::chrono::minutes> period_of(const orm::RecordSet& job);
// Months later at the same time of the day, the day cut to the length of that month.
orm::Moment months_after(orm::Moment moment, int months);

// Jobs of a new database are due from now on, as those are that its modules have just brought.
void plan_first_calls(const orm::Env& env);

}  // namespace paridoo::addons::base
