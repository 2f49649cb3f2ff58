#include "simulator/addons/auth_totp/addon.h"

#include "simulator/addons/auth_totp/models.h"

namespace paridoo::addons::auth_totp {

orm::Addon auth_totp() { return {.name = "auth_totp", .depends = {"base", "mail"}, .models = {res_users()}}; }

}  // namespace paridoo::addons::auth_totp
