// Defaults of new records: from the context, from what users chose (ir.default), from behaviour, from the facts.
#pragma once

#include <span>
#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// The default of one field of a model; empty if it has none.
std::optional<Value> default_of(const RecordSet& model, const Field& field);

// What default_get of a live server gave for a field; nullptr if nothing. A model of which nothing was recorded has the
// defaults that were recorded of a model that inherits from it.
const Value* recorded_default(const Registry& registry, const Field& field);

}  // namespace paridoo::orm
