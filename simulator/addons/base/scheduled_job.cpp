#include "simulator/addons/base/scheduled_job.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "simulator/addons/base/idle_job.h"
#include "simulator/addons/base/job_code.h"
#include "simulator/addons/base/users.h"
#include "simulator/addons/base/vacuum.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

constexpr int again_and_again = -1;  // 17.0's numbercall
constexpr std::int64_t failures_max = 5;
constexpr auto failing_max = std::chrono::days(7);

bool counts_calls(const Env& env) { return !env.since(Series::v18); }

struct Missed {
  std::int64_t calls = 0;
  Moment next = {};
};

Missed missed_calls(const RecordSet& job) {
  const Moment now = job.env().now();
  Missed missed{.next = job.moment("nextcall").value_or(now)};
  if (missed.next > now) return missed;
  if (const auto period = period_of(job)) {
    missed.calls = (now - missed.next) / *period + 1;
    missed.next += missed.calls * *period;
    return missed;
  }
  const auto months = static_cast<int>(job.integer("interval_number"));
  for (; missed.next <= now; ++missed.calls) missed.next = months_after(missed.next, months);
  return missed;
}

// How many calls are left of a job that runs a number of times.
void count_down(const RecordSet& job, Dict& values) {
  const std::int64_t left = std::max<std::int64_t>(job.integer("numbercall") - runs_due(job), again_and_again);
  values.set("numbercall", left);
  if (left == 0) values.set("active", false);
}

// Who fails too often for too long is not called any more.
void count_failure(const RecordSet& job, bool has_failed, Dict& values) {
  const Moment now = job.env().now();
  const Moment first = job.moment("first_failure_date").value_or(now);
  const std::int64_t failures = has_failed ? job.integer("failure_count") + 1 : 0;
  const bool gives_up = failures >= failures_max && first + failing_max < now;
  if (gives_up) values.set("active", false);
  const bool counts = has_failed && !gives_up;
  values.set("failure_count", counts ? failures : 0);
  values.set("first_failure_date", counts ? Value(format_moment(first)) : Value(false));
}

// Any other exception of Python code comes out of it as a ValueError.
bool passes_through_code(FaultKind kind) {
  return is_user_error(kind) || kind == FaultKind::redirect_warning || kind == FaultKind::operational_error ||
         kind == FaultKind::not_simulated;
}

// Jobs of models without records: of these a series has no facts.
bool run_without_model(const Env& env, std::string_view model, std::string_view method) {
  if (finds_no_records(env, model, method)) return true;
  if (model == "publisher_warranty.contract" && method == "update_notification")
    throw user_error("The publisher's warranty server does not answer: a simulated database stands alone.");
  if (model != "ir.autovacuum" || method != "_run_vacuum_cleaner") return false;
  if (!env.is_superuser() && !has_group(env.user(), "base.group_erp_manager"))
    throw Fault(FaultKind::access_denied, "Only administrators run the vacuum cleaner.");
  run_vacuum(env);
  return true;
}

void call_method(const RecordSet& job) {
  const std::string model = job["model_id"].text("model");
  const auto call = parse_job_code(job.text("code"));
  if (!call) throw not_simulated("the code that ir.cron runs in " + job.display_name());
  const Env env = job.env().with_user(job["user_id"].id()).with_context({{"lastcall", job.value("lastcall")}});
  if (run_without_model(env, model, call->method)) return;
  if (!env.registry().find(model) || !env[model].has_method(call->method))
    throw not_simulated(model + "." + call->method + ", which ir.cron runs in " + job.display_name());
  try {
    env[model].call(call->method, call->arguments, call->keywords);
  } catch (const Fault& fault) {
    if (passes_through_code(fault.kind())) throw;
    throw value_error(fault.message() + ", in the code of " + job.display_name());
  }
}

}  // namespace

std::optional<std::chrono::minutes> period_of(const RecordSet& job) {
  const std::int64_t count = job.integer("interval_number");
  const std::string unit = job.text("interval_type");
  if (unit == "minutes") return std::chrono::minutes(count);
  if (unit == "hours") return std::chrono::hours(count);
  if (unit == "days") return std::chrono::days(count);
  if (unit == "weeks") return std::chrono::weeks(count);
  return std::nullopt;
}

Moment months_after(Moment moment, int months) {
  const Day day = std::chrono::floor<std::chrono::days>(moment);
  return add_months(day, months) + (moment - day);
}

RecordSet due_jobs(const Env& env) {
  Domain due = term("active", "=", true) & term("nextcall", "<=", env.now_text());
  if (counts_calls(env)) due = due & term("numbercall", "!=", 0);
  return env["ir.cron"].search(due, {.order = counts_calls(env) ? "priority, id" : "failure_count, priority, id"});
}

void run_job(const RecordSet& job) {
  if (job.text("state") == "code") return call_method(job);
  job.env().with_user(job["user_id"].id())["ir.actions.server"].browse(job["ir_actions_server_id"].id()).call("run");
}

int runs_due(const RecordSet& job) {
  if (job.integer("interval_number") <= 0) return 0;
  if (!counts_calls(job.env()) || !job.flag("doall")) return 1;
  const std::int64_t missed = std::max<std::int64_t>(missed_calls(job).calls, 1);
  const std::int64_t left = job.integer("numbercall");
  return static_cast<int>(left == again_and_again ? missed : std::min(missed, left));
}

void reschedule_job(const RecordSet& job, bool has_failed) {
  if (job.integer("interval_number") <= 0) return job.write({{"active", false}});
  Dict values{{"nextcall", format_moment(missed_calls(job).next)}, {"lastcall", job.env().now_text()}};
  if (counts_calls(job.env()))
    count_down(job, values);
  else
    count_failure(job, has_failed, values);
  job.write(std::move(values));
}

void plan_first_calls(const Env& env) {
  const Moment now = env.now();
  const Moment tomorrow = std::chrono::floor<std::chrono::days>(now) + std::chrono::days(1);
  const auto plan = [&](std::string_view xmlid, Moment first) {
    if (const auto job = env.find_ref(xmlid)) job->write({{"nextcall", format_moment(first)}});
  };
  env["ir.cron"]
      .with_context({{"active_test", false}})
      .search(Domain::everything())
      .write({{"nextcall", env.now_text()}});
  plan("mail.ir_cron_module_update_notification", now + std::chrono::weeks(1));
  plan("digest.ir_cron_digest_scheduler_action", now + std::chrono::hours(2));
  plan("account.ir_cron_auto_post_draft_entry",
       tomorrow + std::chrono::hours(2) + now.time_since_epoch() % std::chrono::minutes(1));
}

}  // namespace paridoo::addons::base
