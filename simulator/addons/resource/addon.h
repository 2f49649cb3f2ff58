#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::resource {

orm::Addon resource();

}  // namespace paridoo::addons::resource
