// Groups that no record is in: the months between the months, for charts.
#pragma once

#include <vector>

#include "simulator/orm/grouping.h"

namespace paridoo::orm {

// The rows, with empty groups where the context's "fill_temporal" asks for them: true, or a dict of fill_from, fill_to
// and min_groups. Only the first key is filled up, and only if it is an interval of a date.
std::vector<List> filled(const GroupQuery& query, std::vector<List> rows);

}  // namespace paridoo::orm
