// The methods that every model has: Odoo's BaseModel, as clients call it.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::orm {

// The first addon of every registry.
Addon base_model();

}  // namespace paridoo::orm
