// Bills of products as other models see them.
#pragma once

#include <string>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

// What may be chosen of an ov.bop.property.
std::vector<std::string> options_of(const orm::RecordSet& property);

}  // namespace paridoo::addons::ov
