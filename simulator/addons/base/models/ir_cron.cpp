// ir.cron: scheduled jobs, run by hand. A job is Python; that which calls a method of its model is understood.
#include <string>

#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

// "model._run_scheduler_mail()" -> "_run_scheduler_mail"; empty if the code is anything else.
std::string called_method(const std::string& code) {
  constexpr std::string_view start = "model.", end = "()";
  const std::size_t last = code.find_last_not_of(" \n");
  const std::string line = last == std::string::npos ? std::string() : code.substr(0, last + 1);
  if (!line.starts_with(start) || !line.ends_with(end)) return {};
  const std::string name = line.substr(start.size(), line.size() - start.size() - end.size());
  return name.find_first_of("\n.( ") == std::string::npos ? name : std::string();
}

void run(const RecordSet& job) {
  const std::string model = job["model_id"].text("model"), method = called_method(job.text("code"));
  if (method.empty() || job.text("state") != "code" || !job.env().registry().find(model))
    throw not_simulated("what ir.cron runs in " + job.display_name());
  job.env().with_user(job["user_id"].id())[model].call(method);
}

Value method_direct_trigger(const RecordSet& jobs, const Arguments&) {
  for (const RecordSet& job : jobs) {
    run(job);
    job.sudo().write({{"lastcall", job.env().now_text()}});
  }
  return true;
}

void compute_cron_name(const RecordSet& self) {
  for (const RecordSet& job : self.with_context({{"lang", "en_US"}}))
    job.set("cron_name", job["ir_actions_server_id"].value("name"));
}

}  // namespace

Behaviour ir_cron() {
  return {
      .model = "ir.cron",
      .inherits = {{"ir.actions.server", "ir_actions_server_id"}},
      .computes = {{{"cron_name"}, compute_cron_name}},
      .methods = {{"method_direct_trigger", "", method_direct_trigger}},
  };
}

}  // namespace paridoo::addons::base
