// Defaults that users set (records of ir.default): for everybody or one user, in every company or one.
//
// 17.0 keeps what company-dependent fields hold without a value as records of ir.property; here they are defaults of a
// company, as 18.0 has them.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"

namespace paridoo::orm {

struct UserDefault {
  Id user = 0;     // 0: for everybody
  Id company = 0;  // 0: in every company
  Value value = {};
};

// Of each field the rows of ir.default, those for one user first, then those of one company.
using UserDefaults = std::unordered_map<const Field*, std::vector<UserDefault>>;

// What ir.default says to this user in the current company; nullptr: nothing. Conditions are passed over, as in Odoo's
// default_get. The value lives until a record of ir.default changes.
const Value* user_default(const Env& env, const Field& field, Id user);
// The same, in every company's and everybody's name (user 1): what company-dependent fields fall back on.
const Value* default_of_company(const Env& env, const Field& field);
// Sets what a company-dependent field holds in a company where a record has no value of its own.
void set_default_of_company(const RecordSet& company, const Field& field, const Value& value);

}  // namespace paridoo::orm
