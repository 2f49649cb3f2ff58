// How large an image is, from its first bytes.
#pragma once

#include <optional>
#include <string_view>

namespace paridoo::rpc {

struct ImageSize {
  int width = 0;
  int height = 0;
};

// Of PNG and GIF images; empty for anything else.
std::optional<ImageSize> image_size(std::string_view bytes);

}  // namespace paridoo::rpc
