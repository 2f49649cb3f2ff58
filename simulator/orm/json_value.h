// JSON texts as Values: objects become dicts that keep the order of their keys.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "simulator/orm/value.h"

namespace paridoo::orm {

// Throws std::runtime_error that says where (line and column) the text is no JSON.
Value parse_json(std::string_view text);
// The same of a whole file; errors name it.
Value read_json_file(const std::filesystem::path& file);
// Compact; None is null. Throws std::runtime_error on text that is not UTF-8.
std::string to_json(const Value& value);

}  // namespace paridoo::orm
