// Numbers drawn from ir.sequence.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// The next number of the sequence with this code: that of the current company before one without a company. Empty if
// there is none. `day` chooses the date range, and makes one if the sequence has none for it.
std::string next_by_code(const orm::Env& env, std::string_view code, std::optional<orm::Day> day = {});
// The next number of one sequence.
std::string next_by_id(const orm::RecordSet& sequence, std::optional<orm::Day> day = {});

}  // namespace paridoo::addons::base
