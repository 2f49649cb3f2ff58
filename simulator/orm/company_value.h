// Company-dependent fields: one column, a value for each company, and what holds for companies without one.
#pragma once

#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/value.h"

namespace paridoo::orm {

// What the column (a dict from company ids to values, or None) says to the current company.
Value company_value(const Env& env, const Field& field, const Value& column);
// The column with another value for the current company.
Value with_company_value(const Env& env, const Field& field, const Value& column, Value value);
// What holds where the column says nothing: a user-defined default, the behaviour's, or the recorded one.
Value company_fallback(const Env& env, const Field& field);

}  // namespace paridoo::orm
