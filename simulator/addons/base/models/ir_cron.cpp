// ir.cron: scheduled jobs, and running one by hand.
#include <optional>
#include <string>

#include "simulator/addons/base/models.h"
#include "simulator/addons/base/scheduled_job.h"
#include "simulator/orm/attempt.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// As 17.0 and 18.0 do it: in the caller's transaction, without a new date.
Value trigger(const RecordSet& jobs, const Arguments&) {
  const bool one_only = jobs.env().since(Series::v18);
  for (const RecordSet& job : one_only ? jobs.ensure_one() : jobs) {
    run_job(job);
    job.sudo().write({{"lastcall", job.env().now_text()}});
  }
  return true;
}

// What shows the error to whoever pressed the button: the call itself has not failed.
Value shown_failure() {
  const Dict data{{"name", "builtins.RuntimeError"},
                  {"message", ""},
                  {"arguments", List{}},
                  {"context", Dict{}},
                  {"debug", "RuntimeError"}};
  return Dict{{"type", "ir.actions.client"},
              {"tag", "display_exception"},
              {"params", Dict{{"code", 0}, {"message", "Odoo Server Error"}, {"data", data}}}};
}

// As 19.0 does it: like a call that is due, failures included.
Value trigger_as_due(const RecordSet& jobs, const Arguments&) {
  const RecordSet job = jobs.ensure_one();
  const std::optional<Fault> failure = refusal_of(job.env(), [&] { run_job(job); });
  if (failure && failure->kind() == FaultKind::not_simulated) throw *failure;
  reschedule_job(job.sudo(), failure.has_value());
  return failure ? shown_failure() : Value(true);
}

void compute_cron_name(const RecordSet& self) {
  for (const RecordSet& job : self.with_context({{"lang", "en_US"}}))
    job.set("cron_name", job["ir_actions_server_id"].value("name"));
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) one.set("usage", "ir_cron");
  return super(std::move(values));
}

void check_interval(const RecordSet& jobs) {
  for (const RecordSet& job : jobs)
    if (job.integer("interval_number") <= 0) throw validation_error("A job needs an interval of at least one unit.");
}

}  // namespace

Behaviour ir_cron() {
  return {
      .model = "ir.cron",
      .inherits = {{"ir.actions.server", "ir_actions_server_id"}},
      .computes = {{{"cron_name"}, compute_cron_name}},
      .constraints = {{check_interval, {"interval_number"}, {.since = Series::v18}}},
      .methods = {{"method_direct_trigger", "", trigger, {.until = Series::v18}},
                  {"method_direct_trigger", "", trigger_as_due, {.since = Series::v19}}},
      .create = create,
  };
}

}  // namespace paridoo::addons::base
