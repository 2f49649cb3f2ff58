// JSON pointers (RFC 6901).
#pragma once

#include <string>

namespace paridoo::contract {

// `pointer` one step deeper, into the member of that name.
std::string deeper(const std::string& pointer, std::string name);

}  // namespace paridoo::contract
