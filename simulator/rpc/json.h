// JSON as Python's json module reads and writes it, because that is what Odoo's clients meet: NaN and Infinity are
// numbers, 1 and 1.0 stay different, dicts keep their order, the last of two equal keys wins.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/value.h"

namespace paridoo::rpc {

// Throws a json_decode_error Fault that says where the text is malformed, or a recursion_error. Bytes that are not
// UTF-8 are read as U+FFFD. Integers beyond 64 bits become floats.
orm::Value parse_json(std::string_view text);

std::string dump_json(const orm::Value& value);

}  // namespace paridoo::rpc
