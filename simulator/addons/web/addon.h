#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::web {

orm::Addon web();

}  // namespace paridoo::addons::web
