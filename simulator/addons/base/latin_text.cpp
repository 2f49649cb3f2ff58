#include "simulator/addons/base/latin_text.h"

#include <array>
#include <cstdint>

namespace paridoo::addons::base {

namespace {

// The characters that the code page has at 0x80 to 0x9f; 0: none.
constexpr std::array<std::uint16_t, 32> at_0x80 = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                   0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                   0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                   0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

char byte_of(std::uint32_t character) {
  if (character < 0x80 || (character >= 0xa0 && character <= 0xff)) return static_cast<char>(character);
  for (std::size_t at = 0; at < at_0x80.size(); ++at)
    if (at_0x80[at] == character) return static_cast<char>(0x80 + at);
  return '?';
}

// The bytes of the character that begins with this one.
std::size_t length_at(unsigned char first) { return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4; }

}  // namespace

std::string latin_of_utf8(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = length_at(first);
    std::uint32_t character = length == 1 ? first : first & (0xffu >> (length + 1));
    for (std::size_t next = 1; next < length && at + next < text.size(); ++next)
      character = character << 6 | (static_cast<unsigned char>(text[at + next]) & 0x3fu);
    out += byte_of(character);
    at += length;
  }
  return out;
}

}  // namespace paridoo::addons::base
