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

// Whether the user is in one of the groups that a field is kept for ("base.group_user,!base.group_portal": in none of
// those with an exclamation mark).
bool may_use(const Env& env, const Field& field);
// Throws the AccessError that Odoo gives to somebody who names a field that is kept for others.
void check_field_access(const Env& env, const Field& field, Operation operation);

// The groups of a user (?) as the common table "held" that a statement begins with.
std::string held_groups_sql(const Registry& registry);

}  // namespace paridoo::orm
