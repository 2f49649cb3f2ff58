// When users logged in last (res.users.log).
#pragma once

#include "simulator/orm/environment.h"

namespace paridoo::addons::base {

void note_login(const orm::Env& env, orm::Id uid);
// As "2026-01-31 10:00:00"; None of a user who never did.
orm::Value last_login(const orm::Env& env, orm::Id uid);

}  // namespace paridoo::addons::base
