// Until 18.0 a method may answer with records that its protocol has no form for.
#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// As Python shows them, which is what JSON-RPC then sends: "mail.activity(1,)", "mail.activity(1, 2)".
std::string shown(const orm::RecordSet& records);

}  // namespace paridoo::addons::base
