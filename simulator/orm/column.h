// How the value of a field lies in its column.
#pragma once

#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"
#include "simulator/orm/value.h"

namespace paridoo::orm {

// What a column of this field holds, as a Value: booleans as bool, JSON and company-dependent values as dicts or lists.
Value read_column(const Field& field, const StoreRow& row, int column);
// What to bind for it.
Value bound_value(const Field& field, const Value& value);

}  // namespace paridoo::orm
