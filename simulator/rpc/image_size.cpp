#include "simulator/rpc/image_size.h"

namespace paridoo::rpc {

namespace {

int byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

}  // namespace

std::optional<ImageSize> image_size(std::string_view bytes) {
  constexpr std::size_t png_header = 24, gif_header = 10;
  const auto png_number = [&](std::size_t at) {
    return byte_at(bytes, at) << 24 | byte_at(bytes, at + 1) << 16 | byte_at(bytes, at + 2) << 8 |
           byte_at(bytes, at + 3);
  };
  const auto gif_number = [&](std::size_t at) { return byte_at(bytes, at + 1) << 8 | byte_at(bytes, at); };
  if (bytes.starts_with("\x89PNG") && bytes.size() >= png_header) return ImageSize{png_number(16), png_number(20)};
  if (bytes.starts_with("GIF8") && bytes.size() >= gif_header) return ImageSize{gif_number(6), gif_number(8)};
  return std::nullopt;
}

}  // namespace paridoo::rpc
