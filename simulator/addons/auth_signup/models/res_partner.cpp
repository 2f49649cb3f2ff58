#include <fmt/format.h>

#include "simulator/addons/auth_signup/models.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/orm/database.h"
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

}  // namespace

Behaviour res_partner() {
  constexpr In until_17{.until = Series::v17};
  return {.model = "res.partner",
          .computes = {{{"signup_token"}, compute_signup_token, until_17},
                       {{"signup_valid"}, compute_signup_token, until_17}}};
}

}  // namespace paridoo::addons::auth_signup
