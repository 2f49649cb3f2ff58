// Fields of type properties: what they are is said by a list in a field of another record (the definition), which they
// name; what they hold is a dict of values by name.
#pragma once

#include <string_view>

#include "simulator/orm/domain_compile.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// The definition with the record's values in it, as read() shows it.
Value properties_shown(const RecordSet& record, const Field& field);
// What is kept of values that a client gave: a dict, or the definition with values in it.
Value properties_kept(const Value& given);
// Where the client has changed the definition with the values, it is written to the record that holds it.
void follow_definition(const RecordSet& record, const Field& field, const Value& given);
// A definition as it is kept. Throws what Odoo throws at one that is not well-formed.
Value definition_kept(const Env& env, const Value& given);
// A condition on one property: "product_properties.color".
Sql property_condition(Compilation& compilation, const Source& source, const Field& field, const Domain& leaf);

}  // namespace paridoo::orm
