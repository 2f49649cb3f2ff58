// The operand of a comparison as a column can be compared with it: what Odoo and then PostgreSQL make of it.
#pragma once

#include <string>

#include "simulator/orm/registry.h"
#include "simulator/orm/value.h"

namespace paridoo::orm {

// None, a number or a text to bind. What Odoo cannot convert is its ValueError or TypeError, what PostgreSQL cannot
// is PostgreSQL's.
Value column_operand(const Field& field, const Value& operand);
// As Python's str() prints it.
std::string python_text(const Value& value);

}  // namespace paridoo::orm
