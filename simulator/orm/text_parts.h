// Parts of texts, and texts as parts of markup.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace paridoo::orm {

// At most `count` letters, each with all bytes of its UTF-8 form.
std::string_view first_letters(std::string_view text, std::size_t count);

// Without the blanks around it.
std::string_view trimmed(std::string_view text);

// The text as markup shows it, in an element or in a quoted attribute.
std::string html_escaped(std::string_view text);

}  // namespace paridoo::orm
