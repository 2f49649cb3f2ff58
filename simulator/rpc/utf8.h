// UTF-8 as clients send it, which is not always UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace paridoo::rpc {

bool is_utf8(std::string_view text);
// The text with U+FFFD in place of what is not UTF-8, which is how Odoo reads a JSON body.
std::string repaired_utf8(std::string_view text);
// Each byte as the character of that number.
std::string utf8_of_latin1(std::string_view bytes);

}  // namespace paridoo::rpc
