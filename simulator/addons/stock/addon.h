// The module stock: goods, where they lie, and how they move.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::stock {

orm::Addon stock();

}  // namespace paridoo::addons::stock
