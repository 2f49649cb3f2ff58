#include "simulator/addons/auth_totp/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::auth_totp {

using namespace orm;

namespace {

// The secret of a second factor is set by a browser only, which shows it as an image to a telephone.
void compute_totp_enabled(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("totp_enabled", false);
}

}  // namespace

Behaviour res_users() { return {.model = "res.users", .computes = {{{"totp_enabled"}, compute_totp_enabled}}}; }

}  // namespace paridoo::addons::auth_totp
