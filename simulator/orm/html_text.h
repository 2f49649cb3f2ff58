#pragma once

#include <string>
#include <string_view>

namespace paridoo::orm {

// Markup as a field of type html keeps it: a plain text becomes a paragraph, one <div> around everything goes. Markup
// that is well formed stays as it is.
std::string normalised_html(std::string_view text);

}  // namespace paridoo::orm
