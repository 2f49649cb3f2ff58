// The methods of every model beside create, read, search, write and unlink.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::orm {

// Import and export, names, metadata, questions about rights.
Behaviour generic_methods();

}  // namespace paridoo::orm
