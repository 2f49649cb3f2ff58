// Activities (mail.activity): what somebody has to look at.
#pragma once

#include <string>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Puts a warning on a record, due today, for `user`; none if the same one is there already.
void schedule_warning(const RecordSet& record, const std::string& note, Id user);

}  // namespace paridoo::addons::stock
