#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::analytic {

orm::Addon analytic();

}  // namespace paridoo::addons::analytic
