// Dicts as requests bring them: perhaps with equal names, perhaps with a million of them.
#pragma once

#include <vector>

#include "simulator/orm/value.h"

namespace paridoo::rpc {

// The last of equal names wins, in the place of the first. Takes linear time, which Dict::set would not.
orm::Dict dict_of(std::vector<orm::Item> items);

}  // namespace paridoo::rpc
