// The models of the addon phone_validation.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::phone_validation {

orm::Behaviour mail_thread_phone();

}  // namespace paridoo::addons::phone_validation
