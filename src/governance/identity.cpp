#include "src/governance/identity.h"

#include <string>

namespace paridoo::governance {

std::string_view role_name(Role role) { return role == Role::staff ? "staff" : "agent"; }

Result<Role> role_named(std::string_view name) {
  if (name == "agent") return Role::agent;
  if (name == "staff") return Role::staff;
  return Error{ErrorKind::invalid_request, "There is no role \"" + std::string(name) + "\": agent or staff."};
}

}  // namespace paridoo::governance
