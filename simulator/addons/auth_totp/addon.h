// The module auth_totp: second factors of logins, which nobody has here.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::auth_totp {

orm::Addon auth_totp();

}  // namespace paridoo::addons::auth_totp
