// Python literals, as facts and method signatures hold them: None, True, 12, 1.5, 'text', [..], (..), {'key': ..}.
#pragma once

#include <optional>
#include <string_view>

#include "simulator/orm/value.h"

namespace paridoo::orm {

// The value; empty if the text is not a literal (an expression, say).
std::optional<Value> parse_python_literal(std::string_view text);

}  // namespace paridoo::orm
