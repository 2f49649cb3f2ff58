// The models of the addon portal.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::portal {

orm::Behaviour portal_mixin();

}  // namespace paridoo::addons::portal
