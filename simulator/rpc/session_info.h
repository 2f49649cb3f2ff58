// What the web protocol tells of the user who is logged in.
#pragma once

#include "simulator/orm/environment.h"
#include "simulator/orm/value.h"

namespace paridoo::rpc {

// For the user of `env`. Leaves out what only Odoo's own web client needs: menus, views, translations, user settings.
orm::Dict session_info(const orm::Env& env, std::string_view database);
// {"lang", "tz", "uid"} of the user of `env`.
orm::Dict user_context(const orm::Env& env);

}  // namespace paridoo::rpc
