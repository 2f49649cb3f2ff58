// base.automation: what follows from the trigger of a rule: the fields that it watches, and the domains that records
// fulfil before and after.
#include <algorithm>
#include <array>

#include "simulator/addons/base_automation/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/python_literal.h"

namespace paridoo::addons::base_automation {

using namespace orm;

namespace {

bool is_of_time(const RecordSet& rule) { return rule.text("trigger").starts_with("on_time"); }

struct Watched {
  std::string_view trigger;
  List types;
  List names;
  std::string_view relation = {};
};

const std::array<Watched, 9>& watched_fields() {
  static const std::array<Watched, 9> all{{
      {"on_stage_set", {"many2one"}, {"stage_id", "x_studio_stage_id"}},
      {"on_tag_set", {"many2many"}, {"tag_ids", "x_studio_tag_ids"}},
      {"on_priority_set", {"selection"}, {"priority", "x_studio_priority"}},
      {"on_state_set", {"selection"}, {"state", "x_studio_state"}},
      {"on_user_set",
       {"many2one", "many2many"},
       {"user_id", "user_ids", "x_studio_user_id", "x_studio_user_ids"},
       "res.users"},
      {"on_archive", {"boolean"}, {"active", "x_active"}},
      {"on_unarchive", {"boolean"}, {"active", "x_active"}},
      {"on_time_created", {"datetime"}, {"create_date"}},
      {"on_time_updated", {"datetime"}, {"write_date"}},
  }};
  return all;
}

RecordSet field_of_trigger(const RecordSet& rule) {
  const RecordSet fields = rule.env()["ir.model.fields"];
  const std::string trigger = rule.text("trigger");
  for (const Watched& one : watched_fields()) {
    if (one.trigger != trigger) continue;
    Domain domain =
        term("ttype", "in", one.types) & term("name", "in", one.names) & term("model_id", "=", rule["model_id"].id());
    if (!one.relation.empty()) domain = domain & term("relation", "=", one.relation);
    return fields.search(domain, {.limit = 1});
  }
  return fields;
}

// The fields of the rule's model that its domain speaks of.
RecordSet fields_of_domain(const RecordSet& rule) {
  const RecordSet fields = rule.env()["ir.model.fields"];
  const auto domain = parse_python_literal(rule.text("filter_domain"));
  if (!domain || !domain->is_list()) return fields;
  List names;
  for (const Value& leaf : domain->list())
    if (leaf.is_list() && leaf.list().size() == 3 && leaf.list().front().is_text()) {
      const std::string& path = leaf.list().front().text();
      names.emplace_back(path.substr(0, path.find('.')));
    }
  return fields.search(term("name", "in", names) & term("model_id", "=", rule["model_id"].id()));
}

// 17.0: a trigger and the field that it is for are found together, in forms only; a model that lacks the field has no
// such trigger.
void compute_trigger_with_fields(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    const std::string trigger = rule.text("trigger");
    const bool watches = std::ranges::any_of(watched_fields(), [&](const Watched& w) { return w.trigger == trigger; });
    const RecordSet field = field_of_trigger(rule);
    rule.set("trigger_field_ids", field.ids());
    rule.set("trigger", trigger.empty() || (watches && field.empty()) ? Value(false) : Value(trigger));
  }
}

void compute_trigger_fields(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    RecordSet watched = rule["trigger_field_ids"];
    if (rule.text("trigger") != "on_create_or_write")
      watched = is_of_time(rule) ? watched.none() : field_of_trigger(rule);
    else if (!self.env().since(Series::v19))
      watched |= fields_of_domain(rule);
    rule.set("trigger_field_ids", watched.ids());
  }
}

// Another model takes the trigger away.
void compute_trigger(const RecordSet& self) {
  for (const RecordSet& rule : self) rule.set("trigger", false);
}

// The field that a rule is for; in 17.0 the one that it watches.
RecordSet own_field(const RecordSet& rule) {
  if (rule.env().since(Series::v18)) return field_of_trigger(rule);
  const RecordSet watched = rule["trigger_field_ids"];
  return watched.size() == 1 ? watched : watched.none();
}

void compute_date_field(const RecordSet& self) {
  for (const RecordSet& rule : self) rule.set("trg_date_id", is_of_time(rule) ? Value(own_field(rule)) : Value(false));
}

void compute_date_range(const RecordSet& self) {
  const bool has_mode = self.env().since(Series::v19);
  for (const RecordSet& rule : self) {
    const bool of_time = is_of_time(rule);
    rule.set("trg_date_range", of_time ? rule.integer("trg_date_range") : 0);
    const std::string type = rule.text("trg_date_range_type");
    rule.set("trg_date_range_type", !of_time ? Value(false) : type.empty() ? Value("hour") : Value(type));
    if (!has_mode) continue;
    const std::string mode = rule.text("trg_date_range_mode");
    const bool after = mode.empty() || rule.text("trigger") != "on_time";
    rule.set("trg_date_range_mode", !of_time ? Value(false) : after ? Value("after") : Value(mode));
  }
}

void compute_date_calendar(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    const bool by_days = is_of_time(rule) && rule["trg_date_id"] && rule.text("trg_date_range_type") == "day";
    rule.set("trg_date_calendar_id", by_days ? rule.value("trg_date_calendar_id") : Value(false));
  }
}

void compute_chosen_value(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    rule.set("trg_selection_field_id", false);
    rule.set("trg_field_ref", 0);
  }
}

std::string condition(const std::string& field, std::string_view comparison, std::string_view operand) {
  return "[('" + field + "', '" + std::string(comparison) + "', " + std::string(operand) + ")]";
}

Value domain_after(const RecordSet& rule) {
  const std::string trigger = rule.text("trigger");
  if (trigger == "on_create_or_write" || is_of_time(rule)) return false;
  const std::string field = own_field(rule).text("name");
  if (field.empty()) return false;
  const std::int64_t chosen = rule.integer("trg_field_ref");
  if (trigger == "on_user_set") return condition(field, "!=", "False");
  if (trigger == "on_archive" || trigger == "on_unarchive")
    return condition(field, "=", trigger == "on_archive" ? "False" : "True");
  if (chosen == 0) return false;
  if (trigger == "on_stage_set") return condition(field, "=", std::to_string(chosen));
  if (trigger == "on_tag_set") return condition(field, "in", "[" + std::to_string(chosen) + "]");
  return false;
}

void compute_filter_domain(const RecordSet& self) {
  for (const RecordSet& rule : self) rule.set("filter_domain", domain_after(rule));
}

void compute_filter_pre_domain(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    const std::int64_t tag = rule.text("trigger") == "on_tag_set" ? rule.integer("trg_field_ref") : 0;
    const std::string field = tag ? own_field(rule).text("name") : "";
    rule.set("filter_pre_domain",
             field.empty() ? Value(false) : Value(condition(field, "not in", "[" + std::to_string(tag) + "]")));
  }
}

void compute_form_fields(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    RecordSet fields = rule["on_change_field_ids"];
    if (rule.text("trigger") != "on_change")
      fields = fields.none();
    else if (self.env().since(Series::v18))
      fields |= fields_of_domain(rule);
    else
      fields = fields.where("model_id", "=", rule["model_id"].id());
    rule.set("on_change_field_ids", fields.ids());
  }
}

// Actions are for the rule's model.
void compute_actions(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    const RecordSet actions = rule["action_server_ids"];
    const RecordSet fitting = actions.where("model_id", "=", rule["model_id"].id());
    if (fitting.size() != actions.size()) rule.set("action_server_ids", fitting.ids());
  }
}

// The model of the stage or tag that a rule is for.
void compute_chosen_model(const RecordSet& self) {
  for (const RecordSet& rule : self) {
    const std::string trigger = rule.text("trigger");
    const bool chooses = trigger == "on_stage_set" || trigger == "on_tag_set";
    const std::string relation = chooses ? own_field(rule).text("relation") : "";
    rule.set("trg_field_ref_model_name", relation.empty() ? Value(false) : Value(relation));
  }
}

// The job that looks after rules for a moment comes by now and then.
void compute_least_delay_msg(const RecordSet& self) {
  const std::string minutes = std::to_string(interval_of_job(self.env()));
  for (const RecordSet& rule : self)
    rule.set("least_delay_msg", "This rule may come up to " + minutes + " minutes after its moment.");
}

}  // namespace

std::vector<Compute> trigger_computes() {
  constexpr In since_18{.since = Series::v18}, since_19{.since = Series::v19};
  constexpr In until_17{.until = Series::v17}, until_18{.until = Series::v18};
  return {{{"trigger", "trigger_field_ids"}, compute_trigger_with_fields, until_17},
          {{"trigger_field_ids"}, compute_trigger_fields, since_18},
          {{"trigger"}, compute_trigger, since_18},
          {{"trg_date_id"}, compute_date_field},
          {{"trg_date_range", "trg_date_range_type"}, compute_date_range, until_18},
          {{"trg_date_range", "trg_date_range_type", "trg_date_range_mode"}, compute_date_range, since_19},
          {{"trg_date_calendar_id"}, compute_date_calendar},
          {{"trg_selection_field_id", "trg_field_ref"}, compute_chosen_value},
          {{"filter_domain"}, compute_filter_domain},
          {{"filter_pre_domain"}, compute_filter_pre_domain},
          {{"trg_field_ref_model_name"}, compute_chosen_model},
          {{"least_delay_msg"}, compute_least_delay_msg, until_18},
          {{"on_change_field_ids"}, compute_form_fields},
          {{"action_server_ids"}, compute_actions}};
}

}  // namespace paridoo::addons::base_automation
