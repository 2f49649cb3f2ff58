// What ir.sequence and its date ranges share.
#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// Draws the next number of a sequence or of one of its date ranges (`owner`) and moves it on.
std::int64_t draw_number(const orm::RecordSet& sequence, const orm::RecordSet& owner);
// The number between prefix and suffix. `range_start` is what their %(range_year)s tells.
std::string format_number(const orm::RecordSet& sequence, std::int64_t number,
                          std::optional<orm::Day> range_start = {});
bool is_standard(const orm::RecordSet& sequence);

}  // namespace paridoo::addons::base
