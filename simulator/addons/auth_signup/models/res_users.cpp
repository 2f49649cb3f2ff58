#include <chrono>

#include "simulator/addons/auth_signup/models.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::auth_signup {

using namespace orm;

namespace {

void compute_state(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("state", user.text("login_date").empty() ? "new" : "active");
}

// The colleagues who were invited on the day that is so many days ago, by somebody who has an address, and never came.
RecordSet absent_users(const RecordSet& model, std::int64_t days) {
  const Day day = model.env().today() - std::chrono::days(days);
  const Domain invited = term("share", "=", false) & term("create_uid.email", "!=", false) &
                         term("create_date", ">=", format_moment(day)) &
                         term("create_date", "<", format_moment(day + std::chrono::days(1)));
  return model.search(invited).filtered([](const RecordSet& user) { return user.text("login_date").empty(); });
}

Value remind_inviters(const RecordSet& model, const Arguments& arguments) {
  const auto letter = model.env().find_ref("auth_signup.mail_template_data_unregistered_users");
  if (!letter) return {};
  const RecordSet absent = absent_users(model, arguments["after_days"].integer());
  for (const auto& [inviter, invited] : absent.grouped([](const RecordSet& user) { return user["create_uid"].id(); })) {
    List names;
    for (const RecordSet& user : invited) names.emplace_back(user.text("name") + " (" + user.text("login") + ")");
    letter->with_context({{"invited_users", names}}).call("send_mail", {inviter});
  }
  return {};
}

// Until 18.0 what is not "new" is "active", whatever it is called, and several states are all of them.
Domain search_state(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const auto asked = as_membership(comparison, operand);
  const bool is_recent = model.env().since(Series::v19);
  if (!asked && is_recent) refuse_search(model, "state", comparison);
  const bool negated = asked && asked->negated;
  if (!is_recent && !operand) return negated ? Domain::everything() : Domain::nothing();
  if (!asked) return Domain::everything();
  if (asked->values.size() != 1) return negated ? Domain::nothing() : Domain::everything();
  const Value& one = asked->values.front();
  const bool wants_active = is_recent ? one == Value("active") : one != Value("new");
  return found_by_value(model, "state", "=", wants_active != negated ? "active" : "new");
}

}  // namespace

Behaviour res_users() {
  return {
      .model = "res.users",
      .computes = {{{"state"}, compute_state}},
      .searches = {{"state", search_state}},
      .methods = {model_method("send_unregistered_user_reminder", "after_days=5, batch_size=100", remind_inviters)}};
}

}  // namespace paridoo::addons::auth_signup
