// Actions that tell a client what to show next.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The form of one record, or the list of several.
orm::Dict open_records(const orm::RecordSet& records, const char* name);

}  // namespace paridoo::addons::account
