#include "simulator/addons/base/models.h"

namespace paridoo::addons::base {

orm::Behaviour ir_default() { return {.model = "ir.default", .rec_name = "field_id"}; }

}  // namespace paridoo::addons::base
