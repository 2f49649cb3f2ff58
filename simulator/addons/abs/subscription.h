// Subscriptions as other models see them.
#pragma once

#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::abs {

// The day a period of this subscription after `day`.
orm::Day period_after(const orm::RecordSet& subscription, orm::Day day);

}  // namespace paridoo::addons::abs
