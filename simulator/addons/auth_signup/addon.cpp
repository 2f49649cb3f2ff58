#include "simulator/addons/auth_signup/addon.h"

#include "simulator/addons/auth_signup/models.h"

namespace paridoo::addons::auth_signup {

orm::Addon auth_signup() {
  return {.name = "auth_signup", .depends = {"base", "mail"}, .models = {res_partner(), res_users()}};
}

}  // namespace paridoo::addons::auth_signup
