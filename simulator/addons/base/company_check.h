// Whether what records refer to belongs to their company, or to no company in particular (_check_company).
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// For models that take anything when they are written, and look at it later. Throws the UserError that names the first
// record, and the field that refers to another company's.
void check_companies(const orm::RecordSet& records);

}  // namespace paridoo::addons::base
