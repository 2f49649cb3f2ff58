// Values as JSON text. Dict order is kept; 1 and 1.0 stay different.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "simulator/orm/value.h"

namespace paridoo::orm {

std::string to_json(const Value& value);
// As Python's json.dumps writes it: spaces after commas and colons, and no character beyond ASCII. For the fields that
// hold JSON as text.
std::string python_json(const Value& value);
// Throws std::invalid_argument that says where the text is malformed.
Value from_json(std::string_view text);
// The same of a file. Throws std::runtime_error that names the file and says what is wrong with it.
Value read_json_file(const std::filesystem::path& file);

}  // namespace paridoo::orm
