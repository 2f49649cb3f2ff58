// What load() says of a record that the database refuses: each series has sentences of its own for it.
#pragma once

#include <optional>

#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// The "message" and, if one field of the model is to blame, the "field"; nothing if the fault is none of the database.
std::optional<Dict> database_refusal(const RecordSet& model, const Fault& fault);

}  // namespace paridoo::orm
