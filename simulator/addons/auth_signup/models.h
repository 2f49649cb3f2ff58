// The behaviours of the module auth_signup.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::auth_signup {

orm::Behaviour res_partner();
orm::Behaviour res_users();

}  // namespace paridoo::addons::auth_signup
