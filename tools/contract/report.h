// What the suite found, for people and for CI.
#pragma once

#include <ostream>

#include "tools/contract/suite.h"

namespace paridoo::contract_suite {

// Each step of the workflows in a row (step, call, contract, result, time), the refusals of each route in one; then
// what failed and why, and the sums.
void print_table(const CaseResults& results, std::ostream& out);

void write_junit(const CaseResults& results, std::ostream& out);

}  // namespace paridoo::contract_suite
