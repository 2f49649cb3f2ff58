#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::portal {

orm::Addon portal();

}  // namespace paridoo::addons::portal
