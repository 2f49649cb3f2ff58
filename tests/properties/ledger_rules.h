// What must hold of the books at any time, whatever was done to them: each rule says what breaks it, or nothing.
#pragma once

#include <string>
#include <vector>

#include "tests/properties/ledger.h"

namespace paridoo::tests {

// "rule: what breaks it", for every breach.
std::vector<std::string> breaches(const Books& books, orm::Id company_currency);

}  // namespace paridoo::tests
