// Contents of binary fields, which are base64 text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"

namespace paridoo::orm {

// The bytes, whatever else is among the letters of base64; empty if they are cut short. As Python's b64decode.
std::optional<std::string> lenient_base64(std::string_view text);

std::string encode_base64(std::string_view bytes);

// Whether the context asks for the size of a binary field in place of its content ("bin_size", "bin_size_<field>").
bool wants_size(const Env& env, const Field& field);
// "534.00 bytes", "1.21 Kb"; False for no content.
Value size_shown(const Field& field, const Value& content);

// Throws a UserError if a field that holds images is given something else.
void check_image(const Field& field, const Value& content);

}  // namespace paridoo::orm
