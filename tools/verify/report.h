// What a verification prints: differences, figures by area, JUnit XML.
#pragma once

#include <ostream>
#include <span>
#include <string>

#include "tools/verify/check.h"

namespace paridoo::verify {

// Each scenario with its figure, and its first `show` differences.
void print_outcomes(std::ostream& out, std::span<const Outcome> outcomes, int show);
// "stock: 312/320 = 97.5%" for each area, and the sum: "1800/2000 answers the same (90.00%), 60/73 scenarios whole".
void print_figures(std::ostream& out, std::span<const Outcome> outcomes);
// One test case a scenario.
std::string junit(std::span<const Outcome> outcomes);

}  // namespace paridoo::verify
