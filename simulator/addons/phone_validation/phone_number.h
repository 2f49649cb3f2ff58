// Telephone numbers in their international form.
#pragma once

#include <string>
#include <string_view>

namespace paridoo::addons::phone_validation {

// "+32485112233" out of "0485 11 22 33" and the calling code 32; empty for what cannot be a number. Numbering plans are
// not known: a number of a possible length is taken for one.
std::string international(std::string_view number, long calling_code);

}  // namespace paridoo::addons::phone_validation
