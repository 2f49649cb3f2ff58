#include <chrono>

#include "simulator/addons/auth_signup/models.h"
#include "simulator/orm/record_set.h"

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

}  // namespace

Behaviour res_users() {
  return {
      .model = "res.users",
      .computes = {{{"state"}, compute_state}},
      .methods = {model_method("send_unregistered_user_reminder", "after_days=5, batch_size=100", remind_inviters)}};
}

}  // namespace paridoo::addons::auth_signup
