// The module product_expiry: lots that expire, and are taken first what has to be removed first (FEFO).
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::product_expiry {

orm::Addon product_expiry();
void install(const orm::Env& env);

}  // namespace paridoo::addons::product_expiry
