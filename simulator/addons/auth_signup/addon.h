// The module auth_signup: who has been here, and who was invited.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::auth_signup {

orm::Addon auth_signup();

}  // namespace paridoo::addons::auth_signup
