// Groups as 19.0 gives them to clients.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// domain, groupby, aggregates, having, offset, limit, order
Value formatted_read_group(const RecordSet& self, const Arguments& arguments);

}  // namespace paridoo::orm
