// What conditions on the fields of mail.activity.mixin mean.
#include <algorithm>
#include <map>

#include "simulator/addons/mail/condition.h"
#include "simulator/addons/mail/models.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

// The records of a model that have such activities.
Ids records_with(const RecordSet& model, const Domain& activities) {
  Ids ids;
  const Domain own = term("res_model", "=", model.model().name) & activities;
  for (const RecordSet& activity : model.sudo().env()["mail.activity"].search(own))
    ids.push_back(activity.integer("res_id"));
  return ids;
}

Domain search_activity_date_deadline(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (is_contrary(model.env(), comparison)) return !search_activity_date_deadline(model, opposite(comparison), operand);
  const Domain idle = term("activity_ids", "=", false);
  if (comparison == "=" && !operand) return idle;
  const Domain due = term("id", "in", records_with(model, term("date_deadline", std::string(comparison), operand)));
  const bool with_idle = model.env().since(Series::v19) && comparison == "in" &&
                         std::ranges::any_of(asked_values(operand), [](const Value& day) { return day.is_unset(); });
  return with_idle ? idle | due : due;
}

Domain search_my_activity_date_deadline(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (is_contrary(model.env(), comparison))
    return !search_my_activity_date_deadline(model, opposite(comparison), operand);
  const Domain own = term("user_id", "=", model.env().uid());
  return term("id", "in", records_with(model, own & term("date_deadline", std::string(comparison), operand)));
}

// Archived activities have a user, too.
Domain with_user(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Domain any = term("active", "in", List{true, false});
  return term("id", "in", records_with(model, any & term("user_id", std::string(comparison), operand)));
}

// True asks for records with activities, False for those without.
Domain with_users(const RecordSet& model, const List& asked) {
  Domain found = Domain::nothing();
  List users;
  for (const Value& one : asked)
    if (one.is_boolean())
      found = found | term("activity_ids", one.boolean() ? "!=" : "=", false);
    else
      users.push_back(one);
  return users.empty() ? found : found | with_user(model, "in", users);
}

Domain search_activity_user_id(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (is_contrary(model.env(), comparison)) return !search_activity_user_id(model, opposite(comparison), operand);
  const bool is_equal = comparison == "=" || comparison == "in";
  const bool is_asked_by_name = operand.is_text();
  if (model.env().since(Series::v19) && is_equal && !is_asked_by_name) return with_users(model, asked_values(operand));
  const bool is_idle = operand.is_boolean() && comparison == (operand.boolean() ? "!=" : "=");
  if (is_idle && model.env().since(Series::v18)) return term("activity_ids", "=", false);
  return with_user(model, comparison, operand);
}

// The most urgent of the states of a record's activities, by record.
std::map<Id, std::string> states_by_record(const RecordSet& model) {
  const auto urgency = [](const std::string& state) { return state == "overdue" ? 0 : state == "today" ? 1 : 2; };
  std::map<Id, std::string> states;
  for (const RecordSet& activity :
       model.sudo().env()["mail.activity"].search(term("res_model", "=", model.model().name))) {
    const std::string state = activity.text("state");
    const auto [known, is_new] = states.try_emplace(activity.integer("res_id"), state);
    if (!is_new && urgency(state) < urgency(known->second)) known->second = state;
  }
  return states;
}

// A state has no parts to look for and no order. Before 19.0 Odoo breaks down over that.
[[noreturn]] void refuse_unfit(const RecordSet& model) {
  if (model.env().since(Series::v19)) throw user_error("Records are not searched so by the states of activities.");
  throw Fault(FaultKind::unbound_local_error,
              "cannot access local variable 'search_states' where it is not associated with a value");
}

Domain search_activity_state(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const auto asked = as_membership(comparison, operand);
  if (!asked) refuse_unfit(model);
  const auto is_unset = [](const Value& state) { return state.is_unset(); };
  const bool with_none = std::ranges::any_of(asked->values, is_unset) != asked->negated;
  Ids ids;
  // Where records without activities count, those that do not are listed.
  for (const auto& [id, state] : states_by_record(model))
    if ((asked->names(state) != asked->negated) != with_none) ids.push_back(id);
  return term("id", with_none ? "not in" : "in", ids);
}

Domain search_activity_exception_decoration(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("activity_ids.activity_type_id.decoration_type", std::string(comparison), operand);
}

}  // namespace

Behaviour mail_activity_search() {
  return {
      .mixin_marker = "activity_exception_decoration",
      .searches = {{"activity_state", search_activity_state},
                   {"activity_date_deadline", search_activity_date_deadline},
                   {"my_activity_date_deadline", search_my_activity_date_deadline},
                   {"activity_user_id", search_activity_user_id},
                   {"activity_exception_decoration", search_activity_exception_decoration}},
  };
}

}  // namespace paridoo::addons::mail
