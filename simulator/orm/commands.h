// The commands that write x2many fields: [0, 0, values] to [6, 0, ids], as tuples of one to three parts.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// Applies commands (or a plain list of ids, or False for none) to a stored x2many field of one record.
void apply_commands(const RecordSet& record, const Field& field, const Value& commands);
// What an x2many field that is not stored would hold after the commands; records that they make are made.
Ids ids_after_commands(const RecordSet& record, const Field& field, const Value& commands);

}  // namespace paridoo::orm
