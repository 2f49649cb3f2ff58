// The behaviours of the module auth_totp.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::auth_totp {

orm::Behaviour res_users();

}  // namespace paridoo::addons::auth_totp
