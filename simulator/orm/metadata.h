// get_metadata(): who made a record, who changed it last, and what its external ids are.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

Value get_metadata(const RecordSet& self, const Arguments& arguments);

}  // namespace paridoo::orm
