#include <charconv>

#include "simulator/addons/base_automation/models.h"
#include "simulator/addons/base_automation/webhook.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

[[noreturn]] void refuse(const RecordSet& action, std::string_view what) {
  throw not_simulated("ir.actions.server " + action.text("name") + ": " + std::string(what));
}

// Which options a selection has, and which values of records a field refers to, the action keeps in fields of its own.
Value value_to_write(const RecordSet& action, const Field& field) {
  const std::string text = action.text("value");
  switch (field.type()) {
    case FieldType::boolean: return action.text("update_boolean_value") == "true";
    case FieldType::integer:
    case FieldType::many2one: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      return error == std::errc() ? Value(number) : Value(text);
    }
    case FieldType::one2many:
    case FieldType::many2many: refuse(action, "updates of lists");
    default: return text;
  }
}

void write_object(const RecordSet& action, RecordSet record) {
  if (action.text("evaluation_type") == "equation") refuse(action, "Python expressions");
  std::string path = action.text("update_path");
  if (const std::size_t dot = path.rfind('.'); dot != path.npos) {
    record = record.mapped(path.substr(0, dot));
    path = path.substr(dot + 1);
  }
  record.write({{path, value_to_write(action, record.model().at(path))}});
}

void create_object(const RecordSet& action, const RecordSet& record) {
  const RecordSet model = action.env()[action["crud_model_id"].text("model")];
  const Value made = model.call("name_create", {action.text("value")});
  if (const RecordSet link = action["link_field_id"]; link && made.is_list())
    record.write({{link.text("name"), made.list().front()}});
}

void add_activity(const RecordSet& action, const RecordSet& record) {
  if (action.text("activity_user_type") == "generic") refuse(action, "activities of whoever a field names");
  Dict values{{"activity_type_id", action["activity_type_id"]},
              {"summary", action.value("activity_summary")},
              {"note", action.value("activity_note")}};
  if (const RecordSet user = action["activity_user_id"]) values.set("user_id", user);
  if (const std::int64_t count = action.integer("activity_date_deadline_range")) {
    const std::string unit = action.text("activity_date_deadline_range_type");
    const Day day = unit == "months" ? add_months(action.env().today(), static_cast<int>(count))
                                     : action.env().today() + std::chrono::days(unit == "weeks" ? 7 * count : count);
    values.set("date_deadline", format_day(day));
  }
  record.call("activity_schedule", {}, values);
}

void run_on(const RecordSet& action, const RecordSet& record) {
  const std::string state = action.text("state");
  if (state == "webhook") return send_webhook(action, record);
  if (state == "object_write") return write_object(action, record);
  if (state == "object_create") return create_object(action, record);
  if (state == "next_activity") return add_activity(action, record);
  if (state == "followers") return mail::message_subscribe(record, action["partner_ids"].ids());
  if (state == "remove_followers") {
    record.call("message_unsubscribe", {action["partner_ids"].ids()});
    return;
  }
  refuse(action, state == "code" ? "Python code" : state);
}

Ids ids_in_context(const Env& env) {
  if (const Value& one = env.context("active_id"); one.is_integer()) return {one.integer()};
  const Value& many = env.context("active_ids");
  return many.is_list() ? many.ids() : Ids{};
}

Value run(const RecordSet& self, const Arguments&) {
  for (const RecordSet& action : self.sudo()) {
    if (action.text("state") == "multi") {
      action["child_ids"].call("run");
      continue;
    }
    const RecordSet records = action.env()[action["model_id"].text("model")].browse(ids_in_context(self.env()));
    if (records.empty() && action.text("state") == "code") refuse(action, "Python code");
    for (const RecordSet& record : records) run_on(action, record);
  }
  return false;
}

}  // namespace

Behaviour ir_actions_server() {
  std::vector<Compute> computes = server_action_computes();
  computes.push_back({{"webhook_sample_payload"}, compute_sample_payload});
  return {
      .model = "ir.actions.server",
      .computes = std::move(computes),
      .methods = {{"run", "", run}},
  };
}

}  // namespace paridoo::addons::base_automation
