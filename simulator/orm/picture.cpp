#include "simulator/orm/picture.h"

#include <dlfcn.h>
#include <gd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include "simulator/orm/binary_text.h"
#include "simulator/orm/fault.h"

namespace paridoo::orm {

namespace {

// libgd is loaded with the first picture: the twenty libraries that it brings along would slow every start.
class Libgd {
  void* const library_ = dlopen("libgd.so.3", RTLD_NOW);  // for good

  template <class Function>
  Function* found(const char* name) const {
    void* const symbol = library_ ? dlsym(library_, name) : nullptr;
    if (!symbol) throw not_simulated("pictures without libgd.so.3, which cannot be loaded");
    return reinterpret_cast<Function*>(symbol);
  }

 public:
  decltype(&::gdImageCreate) create = found<decltype(::gdImageCreate)>("gdImageCreate");
  decltype(&::gdImageDestroy) destroy = found<decltype(::gdImageDestroy)>("gdImageDestroy");
  decltype(&::gdImageColorAllocate) color_allocate = found<decltype(::gdImageColorAllocate)>("gdImageColorAllocate");
  decltype(&::gdImageCreateFromPngPtr) from_png = found<decltype(::gdImageCreateFromPngPtr)>("gdImageCreateFromPngPtr");
  decltype(&::gdImageCreateFromJpegPtr) from_jpeg =
      found<decltype(::gdImageCreateFromJpegPtr)>("gdImageCreateFromJpegPtr");
  decltype(&::gdImageCreateFromBmpPtr) from_bmp = found<decltype(::gdImageCreateFromBmpPtr)>("gdImageCreateFromBmpPtr");
  decltype(&::gdImageCreateFromTiffPtr) from_tiff =
      found<decltype(::gdImageCreateFromTiffPtr)>("gdImageCreateFromTiffPtr");
  decltype(&::gdImageJpegPtr) to_jpeg = found<decltype(::gdImageJpegPtr)>("gdImageJpegPtr");
  decltype(&::gdImagePngPtr) to_png = found<decltype(::gdImagePngPtr)>("gdImagePngPtr");
  decltype(&::gdFree) free = found<decltype(::gdFree)>("gdFree");
  decltype(&::gdImageScale) scale = found<decltype(::gdImageScale)>("gdImageScale");
  decltype(&::gdImageSetInterpolationMethod) set_interpolation =
      found<decltype(::gdImageSetInterpolationMethod)>("gdImageSetInterpolationMethod");
  decltype(&::gdImagePaletteToTrueColor) to_true_color =
      found<decltype(::gdImagePaletteToTrueColor)>("gdImagePaletteToTrueColor");
  decltype(&::gdImageTrueColorToPalette) to_palette =
      found<decltype(::gdImageTrueColorToPalette)>("gdImageTrueColorToPalette");
  decltype(&::gdImageSaveAlpha) save_alpha = found<decltype(::gdImageSaveAlpha)>("gdImageSaveAlpha");
};

const Libgd& libgd() {
  static const Libgd loaded;
  return loaded;
}

struct Destroy {
  void operator()(gdImage* picture) const { libgd().destroy(picture); }
};
using Picture = std::unique_ptr<gdImage, Destroy>;

enum class Kind { png, jpeg, bmp, tiff, other };

Kind kind_of(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG")) return Kind::png;
  if (bytes.starts_with("\xff\xd8\xff")) return Kind::jpeg;
  if (bytes.starts_with("BM")) return Kind::bmp;
  if (bytes.starts_with("II*") || bytes.starts_with("MM")) return Kind::tiff;
  return Kind::other;
}

// Odoo's own bound.
constexpr std::int64_t pixels_max = 50'000'000;

int byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}
int big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  int number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number << 8 | byte_at(bytes, at + i);
  return number;
}
int little_endian(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2) << 16 | byte_at(bytes, at + 3) << 24;
}

// A frame header says the size; segments before it say how long they are.
PictureSize jpeg_size(std::string_view bytes) {
  for (std::size_t at = 2; at + 8 < bytes.size() && byte_at(bytes, at) == 0xff;) {
    const int marker = byte_at(bytes, at + 1);
    const bool is_frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (is_frame) return {big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)};
    at += 2 + static_cast<std::size_t>(big_endian(bytes, at + 2, 2));
  }
  return {};
}

// What the header promises, before memory is taken for it.
PictureSize promised_size(std::string_view bytes, Kind kind) {
  switch (kind) {
    case Kind::png: return {big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
    case Kind::jpeg: return jpeg_size(bytes);
    case Kind::bmp: return {little_endian(bytes, 18), little_endian(bytes, 22)};
    default: return {};
  }
}

void refuse_huge(std::string_view bytes, Kind kind) {
  const PictureSize size = promised_size(bytes, kind);
  if (static_cast<std::int64_t>(size.width) * size.height > pixels_max)
    throw user_error("The picture is too large: it has more than 50 million pixels.");
}

Picture decoded(std::string_view bytes, Kind kind) {
  refuse_huge(bytes, kind);
  void* const data = const_cast<char*>(bytes.data());  // gd only reads it
  const int size = static_cast<int>(bytes.size());
  switch (kind) {
    case Kind::png: return Picture(libgd().from_png(size, data));
    case Kind::jpeg: return Picture(libgd().from_jpeg(size, data));
    case Kind::bmp: return Picture(libgd().from_bmp(size, data));
    case Kind::tiff: return Picture(libgd().from_tiff(size, data));
    case Kind::other: break;
  }
  return nullptr;
}

std::string encoded(gdImage* picture, Kind kind) {
  constexpr int jpeg_quality = 95;
  const bool as_jpeg = kind == Kind::jpeg || kind == Kind::tiff;
  int size = 0;
  void* const data = as_jpeg ? libgd().to_jpeg(picture, &size, jpeg_quality) : libgd().to_png(picture, &size);
  std::string bytes(static_cast<const char*>(data), static_cast<std::size_t>(data ? size : 0));
  libgd().free(data);
  return bytes;
}

// One with a palette keeps having one.
Picture scaled(gdImage* picture, PictureSize size) {
  const bool has_palette = gdImageTrueColor(picture) == 0;
  libgd().to_true_color(picture);
  libgd().set_interpolation(picture, GD_BICUBIC);
  Picture out(libgd().scale(picture, static_cast<unsigned>(size.width), static_cast<unsigned>(size.height)));
  if (!out) return out;
  libgd().save_alpha(out.get(), 1);
  if (has_palette) libgd().to_palette(out.get(), 0, gdMaxColors);
  return out;
}

// Of the whole numbers around it the one that keeps the proportions best, as Pillow rounds.
template <typename Miss>
int best_rounded(double number, Miss miss) {
  const int below = static_cast<int>(std::floor(number)), above = static_cast<int>(std::ceil(number));
  return std::max(miss(above) < miss(below) ? above : below, 1);
}

}  // namespace

PictureSize size_within(PictureSize size, PictureSize bounds) {
  if (bounds.width == 0 && bounds.height == 0) return size;
  const auto other_side = [](int side, int known, int bound) {
    return std::max(static_cast<int>(static_cast<std::int64_t>(side) * bound / known), 1);
  };
  const int width = bounds.width ? bounds.width : other_side(size.width, size.height, bounds.height);
  const int height = bounds.height ? bounds.height : other_side(size.height, size.width, bounds.width);
  if (width >= size.width && height >= size.height) return size;
  const double aspect = static_cast<double>(size.width) / size.height;
  if (static_cast<double>(width) / height >= aspect)
    return {best_rounded(height * aspect, [&](int n) { return std::abs(aspect - static_cast<double>(n) / height); }),
            height};
  return {width, best_rounded(width / aspect,
                              [&](int n) { return n == 0 ? 0 : std::abs(aspect - static_cast<double>(width) / n); })};
}

std::string picture_within(std::string_view bytes, PictureSize bounds) {
  const Kind kind = kind_of(bytes);
  const Picture picture = decoded(bytes, kind);
  if (!picture) return std::string(bytes);
  const PictureSize size{gdImageSX(picture.get()), gdImageSY(picture.get())}, wanted = size_within(size, bounds);
  const bool stays = wanted == size && (kind == Kind::png || kind == Kind::jpeg);
  if (stays) return std::string(bytes);
  const Picture smaller = scaled(picture.get(), wanted);
  return smaller ? encoded(smaller.get(), kind) : std::string(bytes);
}

std::string grey_square(int side) {
  constexpr int grey = 0xd0;
  const Picture square(libgd().create(side, side));
  libgd().color_allocate(square.get(), grey, grey, grey);  // the first colour is the background
  return encoded(square.get(), Kind::png);
}

int bound_in_name(std::string_view field) {
  int bound = 0;
  const std::size_t digits = field.find_last_not_of("0123456789") + 1;
  std::from_chars(field.data() + digits, field.data() + field.size(), bound);
  return bound;
}

Value picture_for(const Field& field, const Value& value) {
  const bool holds_pictures = field.type() == FieldType::binary && field.name().starts_with("image_");
  const int bound = holds_pictures ? bound_in_name(field.name()) : 0;
  if (!bound || !value.is_text() || value.text().empty()) return value;
  const auto bytes = lenient_base64(value.text());
  if (!bytes) return value;
  const std::string smaller = picture_within(*bytes, {bound, bound});
  return smaller == *bytes ? value : Value(encode_base64(smaller));
}

}  // namespace paridoo::orm
