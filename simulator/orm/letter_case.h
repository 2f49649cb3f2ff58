// Letters without their case, for comparisons that ignore it (ilike).
#pragma once

#include <string>
#include <string_view>

namespace paridoo::orm {

// The UTF-8 text with every letter that has one in its lower-case form: one code point for one, whatever the locale.
// Bytes that are no UTF-8 stay as they are.
std::string lower_case(std::string_view text);

}  // namespace paridoo::orm
