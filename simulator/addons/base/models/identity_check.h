// What a method does that asks once more who its user is: it answers with a wizard, and only what the wizard then calls
// does the work.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// The action that opens the wizard for this method of these records.
orm::Value ask_identity(const orm::RecordSet& self, std::string_view method);

// What stands behind the wizard. res_users_apikeys_description.cpp, res_users_apikeys.cpp
orm::Value make_api_key(const orm::RecordSet& description);
orm::Value remove_api_keys(const orm::RecordSet& keys);

}  // namespace paridoo::addons::base
