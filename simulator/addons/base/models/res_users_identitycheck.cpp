#include <algorithm>
#include <array>

#include "simulator/addons/base/credentials.h"
#include "simulator/addons/base/models.h"
#include "simulator/addons/base/models/identity_check.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/json_text.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

struct Guarded {
  std::string_view model, method;
  Value (*perform)(const RecordSet&);
};

constexpr std::array<Guarded, 2> guarded_methods{{
    {"res.users.apikeys", "remove", remove_api_keys},
    {"res.users.apikeys.description", "make_key", make_api_key},
}};

// Until 18.0 the wizard holds the password, later the context of the call.
std::string given_password(const RecordSet& wizard) {
  const Env& env = wizard.env();
  if (!env.since(Series::v19)) return wizard.text("password");
  const Value& given = env.context("password");
  return given.is_text() ? given.text() : std::string();
}

void check_identity(const RecordSet& wizard) {
  const RecordSet user = wizard.sudo()["create_uid"];
  const auto known = authenticate(wizard.env(), user.text("login"), given_password(wizard), LoginKind::interactive);
  if (!known || *known != user.id()) throw user_error("This is not your password: try again, or have it reset.");
}

Value perform(const Env& env, const List& request) {
  const std::string model = request.at(1).text(), method = request.at(3).text();
  const auto found = std::ranges::find_if(
      guarded_methods, [&](const Guarded& one) { return one.model == model && one.method == method; });
  if (found == guarded_methods.end()) throw not_simulated(model + "." + method);
  return found->perform(env.with_whole_context(request.at(0).dict())[model].browse(request.at(2).ids()));
}

Value run_check(const RecordSet& self, const Arguments&) {
  check_identity(self.ensure_one());
  if (!self.env().since(Series::v19)) self.write({{"password", false}});
  return perform(self.env(), from_json(self.sudo().text("request")).list());
}

Value revoke_all_devices(const RecordSet&, const Arguments&) {
  throw not_simulated("res.users.identitycheck.revoke_all_devices");
}

}  // namespace

Value ask_identity(const RecordSet& self, std::string_view method) {
  const List request{self.env().context(), self.model().name, Value(self.ids()), method, List{}, Dict{}};
  const RecordSet wizard = self.sudo().env()["res.users.identitycheck"].create({{"request", to_json(request)}});
  return Dict{{"type", "ir.actions.act_window"},
              {"res_model", "res.users.identitycheck"},
              {"res_id", wizard.id()},
              {"name", "Access Control"},
              {"target", "new"},
              {"views", List{List{false, "form"}}},
              {"context", Dict{{"dialog_size", "medium"}}}};
}

Behaviour res_users_identitycheck() {
  return {
      .model = "res.users.identitycheck",
      .methods = {{"run_check", "", run_check}, {"revoke_all_devices", "", revoke_all_devices}},
  };
}

}  // namespace paridoo::addons::base
