// base.automation: rules for a moment ("three days after the deadline"), which a scheduled job looks after.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>

#include "simulator/addons/base/scheduled_job.h"
#include "simulator/addons/base_automation/automation.h"
#include "simulator/addons/base_automation/models.h"
#include "simulator/orm/attempt.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/rule_expression.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

constexpr std::int64_t interval_max = 240;  // minutes

RecordSet rules_of_time(const RecordSet& model) {
  return model.with_context({{"active_test", true}})
      .search(term("trigger", "in", List{"on_time", "on_time_created", "on_time_updated"}));
}

Moment shifted(const RecordSet& rule, Moment moment, std::int64_t by) {
  const std::string unit = rule.text("trg_date_range_type");
  if (unit == "minutes") return moment + std::chrono::minutes(by);
  if (unit == "hour") return moment + std::chrono::hours(by);
  if (unit == "day") return moment + std::chrono::days(by);
  return unit == "month" ? base::months_after(moment, static_cast<int>(by)) : moment;
}

std::optional<Moment> moment_of(const RecordSet& record, const std::string& field) {
  if (record.model().at(field).type() != FieldType::date) return record.moment(field);
  const auto day = record.day(field);
  return day ? std::optional<Moment>(*day) : std::nullopt;
}

struct Span {
  Moment last_run = {};  // the beginning of time, of a rule that never ran
  Moment now = {};
};

// The moment of the record, and so much after it, has come since the last run.
bool has_come(const RecordSet& rule, Moment moment, const Span& span) {
  const Moment due = shifted(rule, moment, rule.integer("trg_date_range"));
  return span.last_run <= due && due < span.now;
}

// Since 19.0 it is the bounds that are moved, days come as whole ones, and a rule may be for a time before.
bool has_come_since_19(const RecordSet& rule, Moment moment, const Span& span) {
  const bool before = rule.text("trg_date_range_mode") == "before";
  const std::int64_t by = before ? rule.integer("trg_date_range") : -rule.integer("trg_date_range");
  const Moment first = shifted(rule, span.last_run, by), last = shifted(rule, span.now, by);
  if (rule["trg_date_id"].text("ttype") != "date") return first <= moment && moment < last;
  using std::chrono::days, std::chrono::floor;
  return moment > Moment(floor<days>(first)) && moment <= Moment(floor<days>(last));
}

RecordSet due_records(const RecordSet& rule, Moment now) {
  if (rule["trg_date_calendar_id"] && rule.text("trg_date_range_type") == "day")
    throw not_simulated("base.automation.trg_date_calendar_id: the working days of " + rule.text("name"));
  const RecordSet model = rule.env()[rule["model_id"].text("model")];
  const std::string field = rule["trg_date_id"].text("name");
  if (!model.model().has(field)) return model;
  const Span span{rule.moment("last_run").value_or(Moment{}), now};
  const auto comes = rule.env().since(Series::v19) ? has_come_since_19 : has_come;
  const Domain kept = rule_expression(rule.env(), rule.text("name"), rule.text("filter_domain"));
  return model.search(kept).filtered([&](const RecordSet& record) {
    const auto moment = moment_of(record, field);
    return moment && comes(rule, *moment, span);
  });
}

// Until 18.0 a record that fails stops nothing.
void run_rule(const RecordSet& rule) {
  const Moment now = rule.env().now();
  for (const RecordSet& record : due_records(rule, now)) {
    const auto failure = refusal_of(rule.env(), [&] { process(rule, record, std::nullopt); });
    if (failure && (rule.env().since(Series::v19) || failure->kind() == FaultKind::not_simulated)) throw *failure;
  }
  rule.write({{"last_run", format_moment(now)}});
}

Value check(const RecordSet& model, const Arguments&) {
  for (const RecordSet& rule : rules_of_time(model)) run_rule(rule);
  return {};
}

// Since 19.0 the job fails as its last failing rule did. Here that undoes all of the job, which is one transaction.
Value check_each(const RecordSet& model, const Arguments&) {
  std::optional<Fault> last;
  for (const RecordSet& rule : rules_of_time(model))
    if (auto failure = refusal_of(model.env(), [&] { run_rule(rule); })) last = std::move(failure);
  if (last) throw *last;
  return {};
}

std::int64_t delay_in_minutes(const RecordSet& rule) {
  const std::string unit = rule.text("trg_date_range_type");
  const std::int64_t day = 1440;
  const std::int64_t factor = unit == "minutes" ? 1 : unit == "hour" ? 60 : unit == "day" ? day : 30 * day;
  return unit.empty() ? 0 : std::abs(rule.integer("trg_date_range")) * factor;
}

// A tenth of the shortest delay. Since 19.0 rules without one do not count.
std::int64_t interval_for(const RecordSet& rules) {
  std::vector<std::int64_t> delays;
  for (const RecordSet& rule : rules) delays.push_back(delay_in_minutes(rule));
  if (rules.env().since(Series::v19)) std::erase(delays, 0);
  const std::int64_t least = delays.empty() ? 0 : *std::ranges::min_element(delays);
  return least == 0 ? interval_max : std::clamp<std::int64_t>(least / 10, 1, interval_max);
}

Dict interval_values(const RecordSet& job, std::int64_t minutes) {
  const bool is_19 = job.env().since(Series::v19);
  const auto before = base::period_of(job);
  if (is_19 && (!before || std::chrono::minutes(minutes) >= *before)) return {};
  const bool in_hours = is_19 && minutes % 60 == 0;
  return {{"interval_type", in_hours ? "hours" : "minutes"}, {"interval_number", in_hours ? minutes / 60 : minutes}};
}

}  // namespace

std::int64_t interval_of_job(const Env& env) { return interval_for(rules_of_time(env["base.automation"])); }

void plan_job(const Env& env) {
  const auto job = env.sudo().find_ref("base_automation.ir_cron_data_base_automation_check");
  if (!job) return;
  const RecordSet rules = rules_of_time(env.sudo()["base.automation"]);
  Dict values = interval_values(*job, interval_for(rules));
  values.set("active", !rules.empty());
  job->write(std::move(values));
}

std::vector<Method> time_methods() {
  return {model_method("_check", "automatic=False, use_new_cursor=False", check, {.until = Series::v18}),
          model_method("_cron_process_time_based_actions", "", check_each, {.since = Series::v19})};
}

}  // namespace paridoo::addons::base_automation
