#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "simulator/addons/base/credentials.h"
#include "simulator/addons/base/models.h"
#include "simulator/addons/base/models/identity_check.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

constexpr In since_18{.since = Series::v18};

// "0" is for ever, "-1" until a day that the user chooses.
void compute_expiration_date(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const std::string text = wizard.text("duration");
    int days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    const Value last = days ? Value(format_moment(self.env().today() + std::chrono::days(days))) : Value(false);
    wizard.set("expiration_date", days < 0 ? wizard.value("expiration_date") : last);
  }
}

double days_allowed(const RecordSet& user) {
  double most = 0;
  const bool plural = user.env().since(Series::v19);
  for (const RecordSet& group : user.sudo()[plural ? "all_group_ids" : "groups_id"])
    most = std::max(most, group.number("api_key_duration"));
  return most ? most : 1;
}

// Only a system administrator makes keys that last longer than the groups of the user allow.
void check_expiration_date(const RecordSet& wizards) {
  const Env& env = wizards.env();
  const RecordSet user = env.user();
  if (env.is_superuser() || has_group(user, "base.group_system")) return;
  const double days = days_allowed(user);
  for (const RecordSet& wizard : wizards) {
    const auto end = wizard.moment("expiration_date");
    if (!end) throw validation_error("The API key must have an expiration date");
    if (*end - env.now() > std::chrono::duration<double, std::ratio<86400>>(days))
      throw validation_error(fmt::format("An API key of yours lasts {} days at most.", days));
  }
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet wizards = super(std::move(values));
  if (model.env().since(Series::v18)) check_expiration_date(wizards);
  return wizards;
}

Value make_key(const RecordSet& self, const Arguments&) { return ask_identity(self, "make_key"); }

void require_internal(const RecordSet& self) {
  if (!is_internal(self.env().user())) throw access_error("Only internal users can create API keys");
}

Value check_access_make_key(const RecordSet& self, const Arguments&) {
  require_internal(self);
  return {};
}

}  // namespace

Value make_api_key(const RecordSet& description) {
  require_internal(description);
  const RecordSet wizard = description.sudo().ensure_one();
  const std::string key = new_api_key(description.env());
  const bool expires = description.env().since(Series::v18);
  add_api_key(description.env(), description.env().uid(), key,
              {.name = wizard.text("name"), .expiration = expires ? wizard.text("expiration_date") : std::string()});
  wizard.unlink();
  return Dict{{"type", "ir.actions.act_window"},
              {"res_model", "res.users.apikeys.show"},
              {"name", "API Key Ready"},
              {"views", List{List{false, "form"}}},
              {"target", "new"},
              {"context", Dict{{"default_key", key}}}};
}

Behaviour res_users_apikeys_description() {
  return {
      .model = "res.users.apikeys.description",
      .computes = {{{"expiration_date"}, compute_expiration_date, since_18}},
      .methods = {{"make_key", "", make_key}, {"check_access_make_key", "", check_access_make_key}},
      .create = create,
  };
}

}  // namespace paridoo::addons::base
