// /web/content and /web/image, asked by a visitor for public attachments.
#include <gtest/gtest.h>

#include <string>

#include "simulator/orm/binary_text.h"
#include "simulator/orm/picture.h"
#include "tests/support/test_simulator.h"

namespace paridoo::rpc {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

std::string header_of(const HttpResponse& answer, std::string_view name) {
  return std::string(header(answer.headers, name));
}

// Width and height of a PNG, from its header.
std::string png_size(std::string_view bytes) {
  const auto number = [&](std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) << 8 | static_cast<unsigned char>(bytes[at + 1]);
  };
  if (!bytes.starts_with("\x89PNG")) return "no PNG";
  return std::to_string(number(18)) + "x" + std::to_string(number(22));
}

class WebContent : public testing::Test {
 protected:
  std::string attach(const std::string& name, std::string_view bytes, bool is_public = true) {
    const Dict values{{"name", name}, {"datas", orm::encode_base64(bytes)}, {"public", is_public}};
    return std::to_string(support::result_of(odoo_.execute_kw("ir.attachment", "create", {values})).integer());
  }
  support::TestSimulator odoo_;
};

TEST_F(WebContent, NamesTheFileAsPlainlyAsAHeaderAllows) {
  const auto name_sent = [&](const std::string& name) {
    return header_of(odoo_.get("/web/content/" + attach(name, "text")), "Content-Disposition");
  };
  EXPECT_EQ(name_sent("a.txt"), "inline; filename=a.txt");
  EXPECT_EQ(name_sent("a b.txt"), "inline; filename=\"a b.txt\"");
  EXPECT_EQ(name_sent("a\"b.txt"), "inline; filename=\"a\\\"b.txt\"");
  EXPECT_EQ(name_sent("\u00e9t.txt"), "inline; filename=t.txt; filename*=UTF-8''%C3%A9t.txt");
}

TEST_F(WebContent, SaysHowTextIsEncoded) {
  EXPECT_EQ(header_of(odoo_.get("/web/content/" + attach("a.txt", "text")), "Content-Type"),
            "text/plain; charset=utf-8");
  EXPECT_EQ(header_of(odoo_.get("/web/image/" + attach("a.svg", "<svg/>")), "Content-Type"),
            "image/svg+xml; charset=utf-8");
}

TEST_F(WebContent, MakesPicturesFit) {
  const std::string target = "/web/image/" + attach("p.png", orm::grey_square(100));
  EXPECT_EQ(png_size(odoo_.get(target).body), "100x100");
  EXPECT_EQ(png_size(odoo_.get(target + "?width=30").body), "30x30");
  EXPECT_EQ(png_size(odoo_.get(target + "?width=300&height=20").body), "20x20");
  EXPECT_EQ(png_size(odoo_.get(target + "?width=300").body), "100x100") << "never larger";
  EXPECT_NE(header_of(odoo_.get(target), "ETag"), header_of(odoo_.get(target + "?width=30"), "ETag"));
}

TEST_F(WebContent, ShowsAPlaceholderForWhatAVisitorMayNotSee) {
  const std::string target = "/web/image/" + attach("p.png", orm::grey_square(100), false);
  EXPECT_EQ(png_size(odoo_.get(target).body), "256x256");
  EXPECT_EQ(png_size(odoo_.get(target + "?width=64&height=64").body), "64x64");
  EXPECT_EQ(odoo_.get("/web/content/" + target.substr(target.rfind('/') + 1)).status, 404);
}

// A header of a few bytes must not make the server take gigabytes.
TEST_F(WebContent, RefusesPicturesThatPromiseTooMuch) {
  std::string huge = orm::grey_square(1);
  huge.replace(16, 8, std::string("\0\0\xff\xff\0\0\xff\xff", 8));
  const Dict partner{{"name", "x"}, {"image_1920", orm::encode_base64(huge)}};
  EXPECT_EQ(support::error_name(odoo_.execute_kw("res.partner", "create", {partner})), "odoo.exceptions.UserError");
}

}  // namespace
}  // namespace paridoo::rpc
