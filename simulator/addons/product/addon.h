#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::product {

orm::Addon product();

}  // namespace paridoo::addons::product
