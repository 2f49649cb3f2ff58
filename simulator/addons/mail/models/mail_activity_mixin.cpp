#include <algorithm>

#include "simulator/addons/base/shown_records.h"
#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

void compute_activity_state(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const std::vector<std::string> states = record["activity_ids"].texts("state");
    Value most_urgent = false;
    for (const std::string_view state : {"planned", "today", "overdue"})
      if (std::ranges::count(states, state) > 0) most_urgent = state;
    record.set("activity_state", most_urgent);
  }
}

void compute_activity_user_id(const RecordSet& self) {
  for (const RecordSet& record : self) record.set("activity_user_id", record["activity_ids"].first()["user_id"]);
}

void compute_activity_date_deadline(const RecordSet& self) {
  for (const RecordSet& record : self)
    record.set("activity_date_deadline", record["activity_ids"].first().value("date_deadline"));
}

void compute_my_activity_date_deadline(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const RecordSet own = record["activity_ids"].where("user_id", "=", self.env().uid());
    record.set("my_activity_date_deadline", own.first().value("date_deadline"));
  }
}

// The type that shows most alarm.
RecordSet alarming_type(const RecordSet& types) {
  const RecordSet dangers = types.where("decoration_type", "=", "danger");
  return dangers.empty() ? types.where("decoration_type", "=", "warning").last() : dangers.first();
}

void compute_activity_exception(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const RecordSet type = alarming_type(record["activity_ids"]["activity_type_id"]);
    record.set("activity_exception_decoration", type.value("decoration_type"));
    record.set("activity_exception_icon", type.value("icon"));
  }
}

void compute_activity_calendar_event_id(const RecordSet& self) {
  for (const RecordSet& record : self)
    record.set("activity_calendar_event_id", record["activity_ids"].first()["calendar_event_id"]);
}

std::string as_text(const Value& value) { return value.is_text() ? value.text() : ""; }

// Before 19.0 what is to be done comes first, whatever the order of the types.
RecordSet default_type(const RecordSet& self) {
  const RecordSet types = self.env()["mail.activity.type"];
  const auto todo = self.env().find_ref("mail.mail_activity_data_todo");
  if (todo && !self.env().since(Series::v19)) return types.browse(todo->id());
  return types.search(term("res_model", "=", self.model().name) | term("res_model", "=", false), {.limit = 1});
}

RecordSet type_of(const RecordSet& self, const Arguments& arguments) {
  const RecordSet types = self.env()["mail.activity.type"];
  if (const std::string xmlid = as_text(arguments["act_type_xmlid"]); !xmlid.empty()) {
    const auto found = self.env().find_ref(xmlid);
    return found ? types.browse(found->id()) : default_type(self);
  }
  const Value* given = arguments.all().find("activity_type_id");
  return types.browse(given && given->is_integer() ? given->integer() : 0);
}

Dict values_of_activity(const RecordSet& record, const Arguments& arguments) {
  const RecordSet type = type_of(record, arguments);
  const std::string summary = as_text(arguments["summary"]), note = as_text(arguments["note"]);
  const Value& deadline = arguments["date_deadline"];
  Dict values{{"activity_type_id", type},
              {"summary", summary.empty() ? type.value("summary") : Value(summary)},
              {"automated", true},
              {"note", note.empty() ? type.value("default_note") : Value(note)},
              {"date_deadline", deadline.is_text() ? deadline : Value(record.env().today_text())},
              {"res_id", record.id()},
              {"res_model_id", record.sudo().env()["ir.model"].search(term("model", "=", record.model().name))}};
  for (const auto& [name, value] : arguments.all())
    if (!values.contains(name) && name != "act_type_xmlid") values.set(name, value);
  if (!values.get("user_id")) {
    const RecordSet usual = type["default_user_id"];
    const Value otherwise = record.env().since(Series::v19) ? Value(false) : Value(record.env().uid());
    values.set("user_id", usual.empty() ? otherwise : Value(usual));
  }
  return values;
}

Value activity_schedule(const RecordSet& self, const Arguments& arguments) {
  if (self.env().context("mail_activity_automation_skip")) return false;
  RecordSet made = self.env()["mail.activity"];
  for (const RecordSet& record : self) made |= made.create(values_of_activity(record, arguments));
  return self.env().since(Series::v19) ? Value(made.ids()) : Value(base::shown(made));
}

RecordSet automated_activities(const RecordSet& self, const Arguments& arguments) {
  RecordSet types = self.env()["mail.activity.type"];
  for (const Value& xmlid : arguments["act_type_xmlids"].list())
    if (const auto found = self.env().find_ref(as_text(xmlid))) types |= types.browse(found->id());
  Domain domain = term("res_model", "=", self.model().name) & term("res_id", "in", self.ids()) &
                  term("automated", "=", true) & term("activity_type_id", "in", types.ids());
  if (const Value& user = arguments["user_id"]) domain = domain & term("user_id", "=", user);
  return self.env()["mail.activity"].search(domain);
}

Value activity_unlink(const RecordSet& self, const Arguments& arguments) {
  automated_activities(self, arguments).unlink();
  return true;
}

Value activity_feedback(const RecordSet& self, const Arguments& arguments) {
  if (const RecordSet activities = automated_activities(self, arguments))
    activities.call("action_feedback", {arguments["feedback"], arguments["attachment_ids"]});
  return true;
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  const Domain own = term("res_model", "=", self.model().name) & term("res_id", "in", self.ids());
  const Env env = self.sudo().with_context({{"active_test", false}}).env();
  const RecordSet activities = env["mail.activity"].search(own);
  super(self);
  activities.unlink();
}

}  // namespace

Behaviour mail_activity_mixin() {
  return {
      .mixin_marker = "activity_exception_decoration",
      .computes = {{{"activity_state"}, compute_activity_state},
                   {{"activity_user_id"}, compute_activity_user_id},
                   {{"activity_date_deadline"}, compute_activity_date_deadline},
                   {{"my_activity_date_deadline"}, compute_my_activity_date_deadline},
                   {{"activity_exception_decoration", "activity_exception_icon"}, compute_activity_exception},
                   {{"activity_calendar_event_id"}, compute_activity_calendar_event_id}},
      .methods = {{"activity_schedule", "act_type_xmlid='', date_deadline=None, summary='', note='', **kwargs",
                   activity_schedule},
                  {"activity_unlink", "act_type_xmlids, user_id=None", activity_unlink},
                  {"activity_feedback", "act_type_xmlids, user_id=None, feedback=None, attachment_ids=None",
                   activity_feedback}},
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::mail
