// Which Odoo answers.
#pragma once

#include <string>

#include "src/odoo/value.h"
#include "src/result/result.h"

namespace paridoo::odoo {

struct Version {
  std::string text = {};  // "18.0", "saas~18.2", "18.0+e-20260101"
  int major = 0;          // 18
  int minor = 0;
};

// From what `common.version` answers. Older than 17 is not_supported.
Result<Version> read_version(const Value& answer);

}  // namespace paridoo::odoo
