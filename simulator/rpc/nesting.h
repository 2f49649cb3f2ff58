// How deep lists and dicts may stand in one another: where Python's recursion limit would stop Odoo.
#pragma once

#include <string>

#include "simulator/orm/fault.h"

namespace paridoo::rpc {

inline constexpr int nesting_max = 900;

inline orm::Fault nested_too_deep() {
  return {orm::FaultKind::recursion_error,
          "values are nested more than " + std::to_string(nesting_max) + " deep, which is too deep to read"};
}

}  // namespace paridoo::rpc
