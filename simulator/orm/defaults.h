// Defaults of new records: from the context, from what users chose (ir.default), from behaviour, from the facts.
#pragma once

#include <span>
#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// The default of one field of a model; empty if it has none.
std::optional<Value> default_of(const RecordSet& model, const Field& field);

}  // namespace paridoo::orm
