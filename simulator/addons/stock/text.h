// Texts as people read them.
#pragma once

#include <string>
#include <string_view>

namespace paridoo::addons::stock {

// What a browser would show of HTML, without its form: tags are left out, blocks begin a new line.
std::string plain_text(std::string_view html);

}  // namespace paridoo::addons::stock
