#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::phone_validation {

orm::Addon phone_validation();

}  // namespace paridoo::addons::phone_validation
