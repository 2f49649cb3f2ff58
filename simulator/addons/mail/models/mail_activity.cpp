#include <charconv>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/timezone.h"
#include "simulator/addons/mail/document_access.h"
#include "simulator/addons/mail/models.h"
#include "simulator/addons/mail/thread.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_rules.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

RecordSet record_of(const RecordSet& activity) {
  const Model* model = activity.env().registry().find(activity.text("res_model"));
  if (!model) return RecordSet(activity.env(), activity.model());
  return activity.env()[model->name].browse(activity.integer("res_id"));
}

Day today_of(const RecordSet& user) {
  const auto offset = base::utc_offset(user.sudo().text("tz"), user.env().now());
  return std::chrono::floor<std::chrono::days>(user.env().now() + offset.value_or(std::chrono::seconds{0}));
}

void compute_state(const RecordSet& self) {
  for (const RecordSet& activity : self) {
    const auto deadline = activity.day("date_deadline");
    const Day today = today_of(activity["user_id"]);
    const bool done = !activity.flag("active");
    activity.set("state", !deadline           ? Value(false)
                          : done              ? Value("done")
                          : *deadline < today ? Value("overdue")
                          : *deadline > today ? Value("planned")
                                              : Value("today"));
  }
}

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& activity : self) {
    const std::string summary = activity.text("summary");
    activity.set("display_name", summary.empty() ? activity["activity_type_id"].display_name() : summary);
  }
}

void compute_res_name(const RecordSet& self) {
  for (const RecordSet& activity : self) {
    const RecordSet record = record_of(activity);
    const bool known = activity.integer("res_id") != 0 && record.model().name == activity.text("res_model");
    activity.set("res_name", known ? Value(record.sudo().display_name()) : Value(false));
  }
}

void compute_date_done(const RecordSet& self) {
  for (const RecordSet& activity : self) {
    const Value before = activity.value("date_done");
    const Value now = before.is_none() ? Value(self.env().today_text()) : before;
    activity.set("date_done", activity.flag("active") ? Value(false) : now);
  }
}

void compute_can_write(const RecordSet& self) {
  const bool may_any = may(self.env(), self.model(), Operation::write);
  const RecordSet open = may_any ? permitted(self, Operation::write) : self.none();
  for (const RecordSet& activity : self) activity.set("can_write", open.contains(activity.id()));
}

void compute_has_recommended_activities(const RecordSet& self) {
  for (const RecordSet& activity : self)
    activity.set("has_recommended_activities",
                 !activity["activity_type_id"].value("suggested_next_type_ids").ids().empty() &&
                     activity.value("previous_activity_type_id").is_integer());
}

Value default_user(const RecordSet& model) { return model.env().uid(); }

// What is written about a record of a model may name the model itself.
Dict with_model_id(const RecordSet& model, Dict values) {
  const Value res_model = values.get("res_model");
  values.erase("res_model");
  if (!values.get("res_model_id") && res_model.is_text())
    values.set("res_model_id", model.sudo().env()["ir.model"].search(term("model", "=", res_model)));
  return values;
}

void notify_assigned(const RecordSet& activity) {
  const std::string what =
      activity.text("summary").empty() ? activity["activity_type_id"].text("name") : activity.text("summary");
  message_notify(record_of(activity), "\"" + activity.text("res_name") + ": " + what + "\" assigned to you",
                 as_html(what), activity["user_id"].sudo()["partner_id"].ids());
}

// Since 19.0 an activity may be about no record, and then is somebody's.
void check_record_and_user(const RecordSet& self) {
  for (const RecordSet& activity : self) {
    const bool names_model = !activity.text("res_model").empty(), names_record = activity.integer("res_id") != 0;
    if (names_model != names_record) throw validation_error("An activity is about a record of its model.");
    if (!names_model && activity["user_id"].empty())
      throw validation_error("An activity that is about no record is assigned to somebody.");
  }
}

// Who is to do something about a record follows it, and is told if somebody else asks for it.
RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) one = with_model_id(model, std::move(one));
  const RecordSet activities = super(std::move(values));
  for (const RecordSet& activity : activities) {
    const RecordSet record = record_of(activity);
    if (!record.model().has("message_follower_ids") || record.empty()) continue;
    const RecordSet user = activity["user_id"];
    const bool quiet(model.env().context("mail_activity_quick_update"));
    if (user && user.id() != model.env().uid() && !quiet) notify_assigned(activity);
    if (user) message_subscribe(record, user.sudo()["partner_id"].ids());
  }
  return activities;
}

RecordSet post_done(const RecordSet& activity, const std::string& feedback, const Ids& attachments) {
  const RecordSet type = activity["activity_type_id"];
  const std::string summary = activity.text("summary");
  std::string body = "<div><p><b>" + type.text("name") + "</b> done" + (summary.empty() ? "" : ": ") + summary + "</p>";
  if (!feedback.empty()) body += "<p>Feedback: " + feedback + "</p>";
  const RecordSet message = message_post(record_of(activity).sudo(), body + "</div>",
                                         {.subtype_xmlid = "mail.mt_activities",
                                          .author = activity.env().user().sudo()["partner_id"],
                                          .attachment_ids = attachments,
                                          .more = {{"mail_activity_type_id", type}}});
  return message;
}

// Since 19.0 all are; until 18.0 those of a kind that says so.
RecordSet kept_when_done(const RecordSet& activities) {
  if (activities.env().since(Series::v19)) return activities;
  return activities.filtered([](const RecordSet& one) { return one["activity_type_id"].flag("keep_done"); });
}

Value action_feedback(const RecordSet& self, const Arguments& arguments) {
  const Value& feedback = arguments["feedback"];
  const Value& attachments = arguments["attachment_ids"];
  Value first = false;
  for (const RecordSet& activity : self) {
    if (activity.text("chaining_type") == "trigger")
      throw not_simulated("mail.activity.action_feedback for a type that triggers another activity");
    if (activity.text("res_model").empty()) continue;
    const RecordSet message = post_done(activity, feedback.is_text() ? feedback.text() : "",
                                        attachments.is_list() ? attachments.ids() : Ids{});
    if (!first) first = message.id();
  }
  const RecordSet kept = kept_when_done(self);
  if (kept) kept.write({{"active", false}});
  (self - kept).unlink();
  if (self.env().since(Series::v19) && feedback) kept.write({{"feedback", feedback}});
  return first;
}

Value action_done(const RecordSet& self, const Arguments&) { return self.filtered("active").call("action_feedback"); }

Value action_cancel(const RecordSet& self, const Arguments&) {
  self.filtered("active").unlink();
  return {};
}

Value action_snooze(const RecordSet& self, const Arguments&) {
  constexpr std::chrono::days week{7};
  for (const RecordSet& activity : self.filtered("active"))
    activity.set("date_deadline", format_day(std::max(*activity.day("date_deadline"), self.env().today()) + week));
  return {};
}

Value action_open_document(const RecordSet& self, const Arguments&) {
  return Dict{{"type", "ir.actions.act_window"},
              {"res_model", self.ensure_one().text("res_model")},
              {"res_id", self.integer("res_id")},
              {"target", "current"},
              {"view_mode", "form"}};
}

// Those that are overdue by as many years as the parameter says; none without it.
Value gc_delete_old_overdue_activities(const RecordSet& model, const Arguments&) {
  const std::string text = base::config_parameter(model.env(), "mail.activity.gc.delete_overdue_years", "0");
  int years = 0;
  std::from_chars(text.data(), text.data() + text.size(), years);
  if (years <= 0) return {};
  model.search(term("date_deadline", "<", format_day(add_months(model.env().today(), -12 * years)))).unlink();
  return {};
}

}  // namespace

Behaviour mail_activity() {
  return {
      .model = "mail.activity",
      .rec_name = "summary",
      .defaults = {{"user_id", default_user, In{.until = Series::v18}}},
      .computes = {{{"state"}, compute_state},
                   {{"display_name"}, compute_display_name},
                   {{"res_name"}, compute_res_name},
                   {{"date_done"}, compute_date_done},
                   {{"can_write"}, compute_can_write},
                   {{"has_recommended_activities"}, compute_has_recommended_activities}},
      .constraints = {{check_record_and_user,
                       {"active", "res_model_id", "res_id", "user_id"},
                       In{.since = Series::v19}}},
      .methods = {{"action_feedback", "feedback=False, attachment_ids=None", action_feedback},
                  {"action_done", "", action_done},
                  {"action_cancel", "", action_cancel},
                  {"action_snooze", "", action_snooze},
                  {"action_open_document", "", action_open_document},
                  {"_permitted", "operation, left", activities_permitted},
                  {"_found", "", activities_found},
                  model_method("_gc_delete_old_overdue_activities", "", gc_delete_old_overdue_activities)},
      .create = create,
  };
}

}  // namespace paridoo::addons::mail
