// Values from outside, turned into what a field keeps. Wrong ones are the ValueErrors that Odoo gives.
#pragma once

#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/value.h"

namespace paridoo::orm {

// For every type but x2many: None where the value means "unset". Floats are rounded to the field's digits.
Value convert(const Env& env, const Field& field, const Value& value);
// The same for a field of one record: amounts are rounded to the record's currency.
Value convert_for(const RecordSet& record, const Field& field, const Value& value);
// The ids that a list of ids, one id, a record or nothing stands for in an x2many field (no commands).
Ids linked_ids(const Field& field, const Value& value);
// What read() shows of a kept or computed value: False for unset, 0 for an unset number.
Value shown(const Field& field, const Value& value);

}  // namespace paridoo::orm
