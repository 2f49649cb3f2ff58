// Pictures made smaller, as Odoo's image fields and /web/image do.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/registry.h"

namespace paridoo::orm {

struct PictureSize {
  int width = 0;
  int height = 0;
  bool operator==(const PictureSize&) const = default;
};

// The size of a picture that is made to fit into the bounds with its proportions kept; never larger than it is. A bound
// of 0 leaves that side to the other one.
PictureSize size_within(PictureSize size, PictureSize bounds);

// The picture made to fit. One that fits stays as it is, and so does a kind that Odoo does not make smaller (SVG, GIF,
// WebP, icons), and what cannot be read. What is neither PNG nor JPEG becomes the one that Odoo makes of it.
std::string picture_within(std::string_view bytes, PictureSize bounds);

// A PNG.
std::string grey_square(int side);

// How large the pictures of a field are at most, by its name: 512 for image_512 or avatar_512; 0 if it does not say.
int bound_in_name(std::string_view field);
// A value for the field: base64 text of a picture that is not too large for it.
Value picture_for(const Field& field, const Value& value);

}  // namespace paridoo::orm
