// Who may do what: ir.model.access, by the groups of the user.
//
// Record rules and field groups come with the multi-user work; the superuser and sudo() pass always.
#pragma once

#include <string_view>

#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"

namespace paridoo::orm {

enum class Operation { read, write, create, unlink };

// "read", "write", ...; a ValueError fault for anything else.
Operation operation_named(std::string_view name);
bool may(const Env& env, const Model& model, Operation operation);
// Throws the AccessError that Odoo gives.
void check_access(const Env& env, const Model& model, Operation operation);

}  // namespace paridoo::orm
