// The service accounts that a caller acts for, as records.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/governance/scope.h"

namespace paridoo::governance {

struct ServiceAccount {
  Id id = 0;
  std::string name;
  std::string code;
  std::optional<Role> role;       // the caller's; empty for our own systems
  double approval_threshold = 0;  // orders above need approval; 0: none does
};

// By name. All of them for our own systems; none where nothing is governed.
Result<std::vector<ServiceAccount>> list_accounts(const odoo::Session& odoo, const Scope& scope);

}  // namespace paridoo::governance
