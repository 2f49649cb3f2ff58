#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::utm {

orm::Addon utm();

}  // namespace paridoo::addons::utm
