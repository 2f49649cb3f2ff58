// What must hold of the stock at any time, whatever was done to it: each rule says what breaks it, or nothing.
#pragma once

#include <string>
#include <vector>

#include "tests/properties/stockroom/stockroom.h"

namespace paridoo::stockroom {

// "rule: what breaks it", for every breach.
std::vector<std::string> breaches(const Stock& stock, const Stockroom& room);

}  // namespace paridoo::stockroom
