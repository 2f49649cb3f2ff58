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

// What other transactions see of the rules, this one's own changes see too.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet rules = super(std::move(values));
  model.env().flush();
  return rules;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  super(self, std::move(values));
  self.env().flush();
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
  return {
      .model = "base.automation",
      .defaults = {{"webhook_uuid", new_uuid}},
      .computes = std::move(computes),
      .constraints = {{check_trigger, {"trigger", "action_server_ids"}},
                      {check_models_of_actions, {"model_id", "action_server_ids"}}},
      .methods = {{"_execute_webhook", "payload", execute_webhook},
                  {"action_rotate_webhook_uuid", "", action_rotate_webhook_uuid}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::base_automation
