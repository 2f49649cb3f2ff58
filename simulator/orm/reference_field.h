// Fields that hold the id of a record whose model stands in another field (many2one_reference).
#pragma once

#include "simulator/orm/registry.h"

namespace paridoo::orm {

// The field of the same model that says which model the ids are of; nullptr if that is not known. The facts say it from
// 18.0 on; 17.0 does not tell, and calls the field "res_model" or "model".
const Field* model_field_of(const Field& reference);

}  // namespace paridoo::orm
