// LIKE as PostgreSQL matches it.
#pragma once

#include <string_view>

namespace paridoo::orm {

// Whether the whole text matches: "%" stands for any text, "_" for one character (of UTF-8), "\" takes the next one
// as it is.
bool matches_like(std::string_view text, std::string_view pattern);

}  // namespace paridoo::orm
