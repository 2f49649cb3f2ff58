// Who calls the API.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "src/result/result.h"

namespace paridoo::governance {

enum class Role { agent, staff };

std::string_view role_name(Role role);
Result<Role> role_named(std::string_view name);

// What a token says: an employee's, or a customer's. Neither is the holder of the API key: no person, no service
// account.
struct Identity {
  std::int64_t employee = 0;
  std::int64_t customer = 0;  // the partner in Odoo
  Role role = Role::agent;
  std::vector<std::int64_t> accounts = {};  // the service accounts that the employee is a member of

  bool is_system() const { return employee == 0 && customer == 0; }
  bool operator==(const Identity&) const = default;
};

}  // namespace paridoo::governance
