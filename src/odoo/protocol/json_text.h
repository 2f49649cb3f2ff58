// Odoo's values as JSON text.
#pragma once

#include <simdjson.h>

#include <string>

#include "src/odoo/value.h"
#include "src/result/result.h"

namespace paridoo::odoo {

// Appends the value. What is no UTF-8 in a text becomes U+FFFD.
void append_json(std::string& out, const Value& value);
// Nesting deeper than any answer of Odoo's is malformed_answer.
Result<Value> value_from_json(simdjson::dom::element element);

}  // namespace paridoo::odoo
