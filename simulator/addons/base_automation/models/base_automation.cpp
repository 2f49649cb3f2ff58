#include <algorithm>
#include <array>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base_automation/automation.h"
#include "simulator/addons/base_automation/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

Value new_uuid(const RecordSet& model) {
  std::string text = model.env().random_hex(32);
  text[12] = '4';
  text[16] = "89ab"[text[16] % 4];
  for (const std::size_t place : {20, 16, 12, 8}) text.insert(place, "-");
  return text;
}

void compute_url(const RecordSet& self) {
  for (const RecordSet& rule : self)
    rule.set("url", rule.text("trigger") != "on_webhook" ? Value("")
                                                         : Value(base::config_parameter(self.env(), "web.base.url") +
                                                                 "/web/hook/" + rule.text("webhook_uuid")));
}

void check_trigger(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    if (rule.text("trigger") == "on_change")
      for (const RecordSet& action : rule["action_server_ids"])
        if (action.text("state") != "code") throw validation_error("A change in a form can only run Python code.");
    const bool of_mail = rule.text("trigger") == "on_message_received" || rule.text("trigger") == "on_message_sent";
    if (of_mail && !rule.flag("model_is_mail_thread"))
      throw validation_error("Only models with messages have rules for messages.");
  }
}

void check_models_of_actions(const RecordSet& self) {
  for (const RecordSet& rule : self)
    for (const RecordSet& action : rule["action_server_ids"])
      if (!(action["model_id"] == rule["model_id"]))
        throw validation_error("The actions of the rule " + rule.text("name") + " are for its model.");
}

constexpr auto planning_fields = std::to_array<std::string_view>(
    {"model_id", "active", "trigger", "on_change_field_ids", "trg_date_range", "trg_date_range_type"});

// What other transactions see of the rules, this one's own changes see too.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet rules = super(std::move(values));
  model.env().flush();
  plan_job(model.env());
  return rules;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const bool plans =
      std::ranges::any_of(planning_fields, [&](std::string_view field) { return values.contains(field); });
  super(self, std::move(values));
  self.env().flush();
  if (plans) plan_job(self.env());
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  super(self);
  plan_job(self.env());
}

Value execute_webhook(const RecordSet& rule, const Arguments& arguments) {
  const RecordSet model = rule.env()[rule.sudo()["model_id"].text("model")];
  const std::string getter = rule.text("record_getter");
  const RecordSet record = getter.empty() ? model : record_of_payload(model, getter, arguments["payload"]);
  if (record.exists().empty()) throw validation_error("The webhook names no record.");
  process(rule, record, std::nullopt);
  return {};
}

Value action_rotate_webhook_uuid(const RecordSet& self, const Arguments&) {
  for (const RecordSet& rule : self) rule.set("webhook_uuid", new_uuid(self));
  return {};
}

}  // namespace

Behaviour automation_rule() {
  std::vector<Compute> computes = trigger_computes();
  computes.push_back({{"url"}, compute_url});
  std::vector<Method> methods = time_methods();
  methods.push_back({"_execute_webhook", "payload", execute_webhook});
  methods.push_back({"action_rotate_webhook_uuid", "", action_rotate_webhook_uuid});
  return {
      .model = "base.automation",
      .defaults = {{"webhook_uuid", new_uuid}},
      .computes = std::move(computes),
      .constraints = {{check_trigger, {"trigger", "action_server_ids"}},
                      {check_models_of_actions, {"model_id", "action_server_ids"}}},
      .methods = std::move(methods),
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::base_automation
