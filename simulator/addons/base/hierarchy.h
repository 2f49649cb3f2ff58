// Trees of records of one model.
#pragma once

#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// Whether following `field` (a many2one to the same model) from one of the records leads back to it.
bool has_cycle(const orm::RecordSet& records, std::string_view field = "parent_id");

}  // namespace paridoo::addons::base
