// Text for PDF's own fonts.
#pragma once

#include <string>
#include <string_view>

namespace paridoo::addons::base {

// UTF-8 in the Windows code page 1252; "?" stands for what it does not have.
std::string latin_of_utf8(std::string_view text);

}  // namespace paridoo::addons::base
