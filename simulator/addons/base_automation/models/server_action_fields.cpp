// ir.actions.server: what an action keeps for its kind of work. Settings of another kind of work are forgotten.
#include "simulator/addons/base_automation/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

bool works_as(const RecordSet& action, std::string_view state) { return action.text("state") == state; }

// A field that only one kind of work has: what it was, or a first value.
void keep(const RecordSet& action, bool is_kept, std::string_view field, Value first = false) {
  const Value own = action.value(field);
  action.set(field, !is_kept ? Value(false) : own ? own : std::move(first));
}

RecordSet model_named(const Env& env, const std::string& name) {
  const RecordSet models = env["ir.model"].sudo();
  return name.empty() ? models : models.search(term("model", "=", name), {.limit = 1});
}

// The last field of the path "parent_id.name".
RecordSet field_at_path(const RecordSet& action) {
  const RecordSet fields = action.env()["ir.model.fields"].sudo();
  std::string model = action["model_id"].text("model"), path = action.text("update_path");
  RecordSet field = fields;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    field = fields.search(term("model", "=", model) & term("name", "=", path.substr(0, dot)), {.limit = 1});
    model = field.text("relation");
    path.erase(0, dot + 1);
  }
  return field;
}

void compute_target(const RecordSet& self) {
  for (const RecordSet& action : self) {
    const bool writes = works_as(action, "object_write");
    const bool creates = works_as(action, "object_create") || works_as(action, "object_copy");
    const RecordSet field = writes ? field_at_path(action) : self.env()["ir.model.fields"];
    const RecordSet own = action["model_id"];
    action.set("crud_model_id", field ? Value(field["model_id"]) : writes || creates ? Value(own) : Value(false));
    action.set("update_field_id", field);
    const bool takes_record = action.text("evaluation_type") == "value" && !field.text("relation").empty();
    action.set("update_related_model_id",
               takes_record ? Value(model_named(self.env(), field.text("relation"))) : Value(false));
  }
}

void compute_link_field(const RecordSet& self) {
  for (const RecordSet& action : self) keep(action, works_as(action, "object_create"), "link_field_id");
}

void compute_templates(const RecordSet& self) {
  for (const RecordSet& action : self)
    keep(action, works_as(action, "mail_post") && action["template_id"]["model_id"] == action["model_id"],
         "template_id");
}

// There are no templates of text messages.
void compute_text_message(const RecordSet& self) {
  for (const RecordSet& action : self) {
    action.set("sms_template_id", false);
    action.set("sms_method", works_as(action, "sms") ? Value("sms") : Value(false));
  }
}

void compute_post_method(const RecordSet& self) {
  for (const RecordSet& action : self)
    action.set("mail_post_method", works_as(action, "mail_post") ? Value("comment") : Value(false));
}

void compute_autofollow(const RecordSet& self) {
  for (const RecordSet& action : self)
    action.set("mail_post_autofollow", works_as(action, "mail_post") && action.text("mail_post_method") != "email");
}

void compute_partners(const RecordSet& self) {
  for (const RecordSet& action : self)
    if (!works_as(action, "followers")) action.set("partner_ids", Ids{});
}

// --- activities

void compute_activity_type(const RecordSet& self) {
  for (const RecordSet& action : self) {
    const std::string of_model = action["activity_type_id"].text("res_model");
    keep(action, works_as(action, "next_activity") && of_model == action["model_id"].text("model"), "activity_type_id");
  }
}

void compute_activity(const RecordSet& self) {
  for (const RecordSet& action : self) {
    const bool plans = works_as(action, "next_activity");
    keep(action, plans, "activity_summary", action["activity_type_id"].value("summary"));
    for (const std::string_view field : {"activity_note", "activity_user_id"}) keep(action, plans, field);
    action.set("activity_date_deadline_range", plans ? action.integer("activity_date_deadline_range") : 0);
    keep(action, plans, "activity_date_deadline_range_type", "days");
    keep(action, plans, "activity_user_type", "specific");
    keep(action, plans, "activity_user_field_name", "user_id");
  }
}

void compute_activity_since_19(const RecordSet& self) {
  for (const RecordSet& action : self) {
    const bool plans = works_as(action, "next_activity") && action["model_id"];
    keep(action, plans, "activity_note");
    action.set("activity_date_deadline_range", plans ? action.integer("activity_date_deadline_range") : 0);
    keep(action, plans, "activity_date_deadline_range_type", "days");
    keep(action, plans, "activity_user_type", "specific");
  }
}

// The field that leads to users, or to partners; the usual one if the model has it.
Value field_to(const RecordSet& action, const std::string& relation, const std::string& usual) {
  const RecordSet fields = action.env()["ir.model.fields"].sudo();
  const Domain fitting = term("model", "=", action["model_id"].text("model")) & term("relation", "=", relation);
  RecordSet found = fields.search(fitting & term("name", "=", usual), {.limit = 1});
  if (found.empty()) found = fields.search(fitting, {.limit = 1});
  return found ? Value(found.text("name")) : Value(false);
}

void compute_activity_user(const RecordSet& self) {
  for (const RecordSet& action : self) {
    const bool by_field = action.text("activity_user_type") == "generic";
    keep(action, action.text("activity_user_type") == "specific", "activity_user_id");
    action.set("activity_user_field_name", by_field ? field_to(action, "res.users", "user_id") : Value(false));
  }
}

// --- followers (19.0)

void compute_followers_type(const RecordSet& self) {
  for (const RecordSet& action : self)
    keep(action, action["model_id"] && (works_as(action, "followers") || works_as(action, "remove_followers")),
         "followers_type", "specific");
}

void compute_followers(const RecordSet& self) {
  for (const RecordSet& action : self) {
    const bool by_field = action.text("followers_type") == "generic";
    if (action.text("followers_type") != "specific") action.set("partner_ids", Ids{});
    action.set("followers_partner_field_name", by_field ? field_to(action, "res.partner", "partner_id") : Value(false));
  }
}

// --- names

std::string label_of_state(const RecordSet& action) {
  for (const auto& [value, label] : action.model().at("state").facts->selection)
    if (value == action.text("state")) return label;
  return {};
}

std::string name_of_work(const RecordSet& action) {
  const std::string state = action.text("state");
  if (state == "object_create") return "Create " + action["crud_model_id"].text("name");
  if (state == "object_write") return "Update " + action["crud_model_id"].text("name");
  if (state == "object_copy") return "Duplicate ...";
  if (state == "mail_post" && action["template_id"]) return "Send " + action["template_id"].text("name");
  if (state == "next_activity" && action["activity_type_id"])
    return "Create " + action["activity_type_id"].text("name");
  return label_of_state(action);
}

// A name that nobody has typed in follows what the action does.
void compute_automated_name(const RecordSet& self) {
  for (const RecordSet& action : self) {
    const std::string before = action.text("automated_name"), name = name_of_work(action);
    action.set("automated_name", name);
    if (!before.empty() && action.text("name") == before && name != before) action.write({{"name", name}});
  }
}

// New actions are given a name.
void keep_name(const RecordSet& self) {
  for (const RecordSet& action : self) action.set("name", action.value("name"));
}

std::string names_of(const RecordSet& partners) {
  std::string out;
  for (const std::string& name : partners.texts("name")) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string name_in_rule(const RecordSet& action) {
  const std::string state = action.text("state");
  if (state == "object_write")
    return (action.text("evaluation_type") == "value" ? "Update " : "Compute ") +
           action["update_field_id"].text("field_description");
  if (state == "object_create")
    return "Create " + action["crud_model_id"].text("name") + " with name " + action.text("value");
  if (state == "webhook") return "Send Webhook Notification";
  if (state == "mail_post") return "Send email: " + action["template_id"].text("name");
  if (state == "followers") return "Add followers: " + names_of(action["partner_ids"]);
  if (state == "remove_followers") return "Remove followers: " + names_of(action["partner_ids"]);
  if (state != "next_activity") return label_of_state(action);
  const std::string summary = action.text("activity_summary");
  return "Create activity: " + (summary.empty() ? action["activity_type_id"].text("name") : summary);
}

// Until 18.0 only actions of automation rules are named after what they do.
void compute_name_in_rule(const RecordSet& self) {
  for (const RecordSet& action : self)
    action.set("name", action["base_automation_id"] ? Value(name_in_rule(action)) : action.value("name"));
}

}  // namespace

std::vector<Compute> server_action_computes() {
  constexpr In since_19{.since = Series::v19}, until_18{.until = Series::v18};
  return {
      {{"crud_model_id", "update_field_id", "update_related_model_id"}, compute_target},
      {{"link_field_id"}, compute_link_field},
      {{"template_id"}, compute_templates},
      {{"sms_template_id", "sms_method"}, compute_text_message},
      {{"mail_post_method"}, compute_post_method},
      {{"mail_post_autofollow"}, compute_autofollow},
      {{"partner_ids"}, compute_partners, until_18},
      {{"activity_type_id"}, compute_activity_type, until_18},
      {{"activity_summary", "activity_note", "activity_date_deadline_range", "activity_date_deadline_range_type",
        "activity_user_type", "activity_user_id", "activity_user_field_name"},
       compute_activity,
       until_18},
      {{"activity_note", "activity_date_deadline_range", "activity_date_deadline_range_type", "activity_user_type"},
       compute_activity_since_19,
       since_19},
      {{"activity_user_id", "activity_user_field_name"}, compute_activity_user, since_19},
      {{"followers_type"}, compute_followers_type, since_19},
      {{"partner_ids", "followers_partner_field_name"}, compute_followers, since_19},
      {{"name"}, compute_name_in_rule, until_18},
      {{"automated_name"}, compute_automated_name, since_19},
      {{"name"}, keep_name, since_19},
  };
}

}  // namespace paridoo::addons::base_automation
