// Entries that are made again every month, quarter or year.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// Makes the next one of each recurring entry that is being posted.
void copy_recurring(const orm::RecordSet& moves);

}  // namespace paridoo::addons::account
