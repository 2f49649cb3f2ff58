// Where a "standard" sequence stands. In Odoo it is a sequence of PostgreSQL beside the record: number_next of the
// record stays what was written to it last.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// `owner`: one record of ir.sequence or ir.sequence.date_range.
std::int64_t counter_next(const orm::RecordSet& owner);
// Gives the next number and moves on by `step`. It stays drawn if the call fails.
std::int64_t counter_draw(const orm::RecordSet& owner, std::int64_t step);
void counter_restart(const orm::RecordSet& owner, std::int64_t next);
void counter_forget(const orm::RecordSet& owners);

}  // namespace paridoo::addons::base
