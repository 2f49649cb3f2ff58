// Names of lots and serial numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace paridoo::addons::stock {

// `count` names, the first being `first`: the last number in it is counted on and keeps its length. A name without a
// number gets one.
std::vector<std::string> lot_names_from(std::string first, std::int64_t count);

}  // namespace paridoo::addons::stock
