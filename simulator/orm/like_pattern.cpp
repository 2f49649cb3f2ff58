#include "simulator/orm/like_pattern.h"

#include <cstddef>

namespace paridoo::orm {

namespace {

// Where the character that begins at `at` ends.
std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

}  // namespace

// When a match fails, the last "%" is made to swallow one character more: no recursion, and at worst the product of
// both lengths in time.
bool matches_like(std::string_view text, std::string_view pattern) {
  std::size_t at = 0, in_pattern = 0;
  std::size_t after_percent = std::string_view::npos, swallowed_to = 0;
  for (;;) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '%') {
      after_percent = ++in_pattern;
      swallowed_to = at;
      continue;
    }
    if (at == text.size() && in_pattern == pattern.size()) return true;
    if (at < text.size() && in_pattern < pattern.size()) {
      const bool escapes = pattern[in_pattern] == '\\' && in_pattern + 1 < pattern.size();
      if (!escapes && pattern[in_pattern] == '_') {
        at = next_character(text, at);
        ++in_pattern;
        continue;
      }
      if (pattern[in_pattern + (escapes ? 1 : 0)] == text[at]) {
        ++at;
        in_pattern += escapes ? 2 : 1;
        continue;
      }
    }
    if (after_percent == std::string_view::npos || swallowed_to == text.size()) return false;
    swallowed_to = at = next_character(text, swallowed_to);
    in_pattern = after_percent;
  }
}

}  // namespace paridoo::orm
