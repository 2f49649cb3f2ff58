// Whether two answers are the same, and if not where they first part.
#pragma once

#include <string>

#include "tools/verify/golden.h"

namespace paridoo::verify {

// Numbers to six digits, dicts in any order; true is not 1.
bool same(const Json& wanted, const Json& answered);

struct Difference {
  std::string path;  // "[0].line_ids[2].debit"
  std::string what;  // "wanted 15.0, answered 14.99"
};

// Of two answers that are not the same.
Difference difference(const Json& wanted, const Json& answered);

}  // namespace paridoo::verify
