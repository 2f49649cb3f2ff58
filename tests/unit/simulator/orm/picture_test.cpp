#include "simulator/orm/picture.h"

#include <gtest/gtest.h>

#include "simulator/orm/binary_text.h"
#include "tests/support/test_simulator.h"

namespace paridoo::orm {
namespace {

// From the header of a PNG.
PictureSize png_size(std::string_view bytes) {
  const auto number = [&](std::size_t at) {
    int out = 0;
    for (std::size_t i = at; i < at + 4; ++i) out = out << 8 | static_cast<unsigned char>(bytes[i]);
    return out;
  };
  return bytes.starts_with("\x89PNG") ? PictureSize{number(16), number(20)} : PictureSize{};
}

TEST(Picture, IsMadeToFitAsPillowRounds) {
  const auto within = [](PictureSize size, PictureSize bounds) { return size_within(size, bounds); };
  EXPECT_EQ(within({300, 200}, {256, 256}), (PictureSize{256, 171}));
  EXPECT_EQ(within({300, 200}, {128, 128}), (PictureSize{128, 85}));
  EXPECT_EQ(within({2500, 1000}, {1920, 1920}), (PictureSize{1920, 768}));
  EXPECT_EQ(within({2500, 1000}, {1024, 1024}), (PictureSize{1024, 410}));
  EXPECT_EQ(within({1500, 700}, {256, 256}), (PictureSize{256, 119}));
  EXPECT_EQ(within({600, 900}, {512, 512}), (PictureSize{341, 512}));
  EXPECT_EQ(within({1000, 500}, {33, 0}), (PictureSize{32, 16}));
  EXPECT_EQ(within({1000, 500}, {0, 100}), (PictureSize{200, 100}));
  EXPECT_EQ(within({300, 200}, {512, 512}), (PictureSize{300, 200})) << "never larger";
  EXPECT_EQ(within({1000, 1}, {10, 10}), (PictureSize{10, 1}));
}

TEST(Picture, ThatCannotBeReadStaysAsItIs) {
  for (const char* bytes : {"<svg/>", "GIF89a", "", "\x89PNG\r\n"}) EXPECT_EQ(picture_within(bytes, {1, 1}), bytes);
}

TEST(Picture, InFieldsIsNoLargerThanTheirNamesSay) {
  support::TestSimulator odoo;
  for (const char* model : {"res.partner", "product.template"}) {
    const Value id = support::result_of(
        odoo.execute_kw(model, "create", {Dict{{"name", "x"}, {"image_1920", encode_base64(grey_square(2000))}}}));
    const Value read = support::result_of(odoo.execute_kw(
        model, "read", {List{id}, List{"image_1920", "image_1024", "image_512", "image_256", "image_128"}}));
    for (const int side : {1920, 1024, 512, 256, 128}) {
      const Value& content = read.list().at(0).dict().get("image_" + std::to_string(side));
      EXPECT_EQ(png_size(*lenient_base64(content.text())), (PictureSize{side, side})) << model;
    }
  }
}

}  // namespace
}  // namespace paridoo::orm
