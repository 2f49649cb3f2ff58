#include "simulator/addons/auth_signup/models.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::auth_signup {

using namespace orm;

namespace {

// Nobody is invited here: there is no token, and none that is valid.
void compute_signup_token(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    partner.set("signup_token", false);
    partner.set("signup_valid", false);
  }
}

// Where a user logs in. Odoo names the database in it too, which a transaction does not know here.
void compute_signup_url(const RecordSet& self) {
  const std::string page = base::config_parameter(self.env(), "web.base.url") + "/web/login?login=";
  for (const RecordSet& partner : self) {
    const RecordSet users = partner.sudo()["user_ids"];
    partner.set("signup_url", users.empty() ? Value(false) : Value(page + users.first().text("login")));
  }
}

}  // namespace

Behaviour res_partner() {
  constexpr In until_17{.until = Series::v17};
  return {.model = "res.partner",
          .computes = {{{"signup_token"}, compute_signup_token, until_17},
                       {{"signup_valid"}, compute_signup_token, until_17},
                       {{"signup_url"}, compute_signup_url, until_17}}};
}

}  // namespace paridoo::addons::auth_signup
