#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::uom {

orm::Addon uom();

}  // namespace paridoo::addons::uom
