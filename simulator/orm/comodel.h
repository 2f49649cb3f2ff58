// The model that a relational field points to, or the fault that the facts know nothing of it.
#pragma once

#include "simulator/orm/registry.h"

namespace paridoo::orm {

const Model& comodel_of(const Field& field);

}  // namespace paridoo::orm
