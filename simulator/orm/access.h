// Who may do what: ir.model.access, by the groups of the user.
//
// Which records of a model they may do it to: record_rules.h. The superuser and sudo() pass always.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"

namespace paridoo::orm {

enum class Operation { read, write, create, unlink };

std::string_view name_of(Operation operation);
// "read", "write", ...; a ValueError fault for anything else.
Operation operation_named(std::string_view name);
bool may(const Env& env, const Model& model, Operation operation);
// Throws the AccessError that Odoo gives.
void check_access(const Env& env, const Model& model, Operation operation);

// The groups of a user (?) as the common table "held" that a statement begins with.
std::string held_groups_sql(const Registry& registry);

}  // namespace paridoo::orm
