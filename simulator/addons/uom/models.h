// The models of the addon uom.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::uom {

orm::Behaviour uom_category();
orm::Behaviour uom_uom();
orm::Behaviour uom_uom_relative();

}  // namespace paridoo::addons::uom
