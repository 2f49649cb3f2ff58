// What users do to the books, at random. A command picks what it works on among what is there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/properties/ledger.h"

namespace paridoo::tests {

// A command and what it picks: numbers that are taken modulo the number of choices, so that any will do.
struct Step {
  int command = 0;
  int first = 0, second = 0, third = 0;
};

// What a command promises of the books afterwards: the breaches, if any.
using Promise = std::function<std::vector<std::string>(const Books& after)>;

struct Command {
  const char* name;
  // Nothing if there is nothing to do it to. A fault leaves as it is.
  std::optional<Promise> (*run)(Ledger& ledger, const Books& before, const Step& step);
};
const std::vector<Command>& commands();

}  // namespace paridoo::tests
