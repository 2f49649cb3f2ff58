// ir.autovacuum: the daily job that removes what nobody needs any more.
#pragma once

#include "simulator/orm/environment.h"

namespace paridoo::addons::base {

// Removes wizards that have not been touched for an hour, and has the models remove what they do not need. Whatever
// cannot be removed stays and stops nothing else.
void run_vacuum(const orm::Env& env);

}  // namespace paridoo::addons::base
