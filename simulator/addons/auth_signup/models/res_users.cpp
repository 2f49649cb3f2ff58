#include "simulator/addons/auth_signup/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::auth_signup {

using namespace orm;

namespace {

void compute_state(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("state", user.text("login_date").empty() ? "new" : "active");
}

}  // namespace

Behaviour res_users() { return {.model = "res.users", .computes = {{{"state"}, compute_state}}}; }

}  // namespace paridoo::addons::auth_signup
